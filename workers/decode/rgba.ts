/** A pixel as one 32-bit value, red lowest, as it lies in memory. */
export function rgba(red: number, green: number, blue: number, alpha: number): number {
  return (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0
}

/** A colour into which its alpha was multiplied, straight again. */
export function unmultiplied(value: number, alpha: number): number {
  return alpha === 0 ? 0 : Math.min(255, Math.round((value * 255) / alpha))
}

/** What is left of white light behind so much of an ink and of black, all 0 to 255: no profile is asked. */
export function withoutInk(ink: number, black: number): number {
  return Math.round(((255 - ink) * (255 - black)) / 255)
}
