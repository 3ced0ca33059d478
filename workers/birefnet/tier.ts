import type { Size } from '#core/geometry.ts'

/** Sides that the dynamic variant was trained with. */
const dynamicSides = { min: 256, max: 2304 } as const

/** The square input of a tier: what all variants but the dynamic one were trained with. */
export function squareSize(tier: number): Size {
  return { width: tier, height: tier }
}

/**
 * An input with the photo's proportions and about the tier's area, for the dynamic variant: sides are multiples of 32 from 256 to 2304,
 * so photos that are more than nine times as wide as high (or the other way) are squeezed.
 */
export function aspectSize(photo: Size, tier: number): Size {
  const ratio = Math.sqrt(photo.width / photo.height)
  return { width: side(tier * ratio), height: side(tier / ratio) }
}

function side(pixels: number): number {
  return Math.min(dynamicSides.max, Math.max(dynamicSides.min, Math.round(pixels / 32) * 32))
}
