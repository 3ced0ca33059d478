import type { GrayRaster } from '#workers/pixels/raster.ts'

/** Soft intersection over union of two masks of one size: 1 where they are the same; two empty ones are. */
export function overlap(one: GrayRaster, other: GrayRaster): number {
  let [both, either] = [0, 0]
  for (const [at, value] of one.data.entries()) {
    const second = other.data[at] ?? 0
    both += Math.min(value, second)
    either += Math.max(value, second)
  }
  return either === 0 ? 1 : both / either
}
