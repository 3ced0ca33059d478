import type { Composition, Length } from '#core/composition.ts'
import type { Rect, Size } from '#core/geometry.ts'

/** A length in whole pixels; shares are of `whole`. */
export function pixelsOf({ value, unit }: Length, whole: number): number {
  return Math.round(unit === '%' ? (value / 100) * whole : value)
}

/** The region of interest in pixels of the photo, as far as it lies within it; its size may be nothing. */
export function regionIn({ width, height }: Size, region: NonNullable<Composition['region']>): Rect {
  const x = Math.min(width, pixelsOf(region.left, width))
  const y = Math.min(height, pixelsOf(region.top, height))
  const right = Math.min(width, pixelsOf(region.right, width))
  const bottom = Math.min(height, pixelsOf(region.bottom, height))
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) }
}
