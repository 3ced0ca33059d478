/** Alpha of a cutout where the photo had alpha of its own: the product of both, 0 to 255, rounded. The one place that says how they join. */
export function joinedAlpha(photoAlpha: number, maskAlpha: number): number {
  return dividedBy255(photoAlpha * maskAlpha)
}

/** Lays one colour value over another, both 0 to 255 and straight: what a pixel of this alpha shows before an opaque backdrop. */
export function laidOver(value: number, backdrop: number, alpha: number): number {
  return dividedBy255(value * alpha + backdrop * (255 - alpha))
}

/** Exactly `Math.round(product / 255)` for whole numbers from 0 to 255 * 255, without dividing. */
function dividedBy255(product: number): number {
  const sum = product + 128
  return (sum + (sum >> 8)) >> 8
}
