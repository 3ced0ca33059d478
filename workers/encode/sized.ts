import type { Size } from '#core/geometry.ts'
import { resampled } from '#workers/compose/resample.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'

/** A finished cutout in another size, mixed in linear light and weighed by alpha; the cutout itself where it has that size already. */
export function sized(cutout: FinishedCutout, size: Size): FinishedCutout {
  const { width, height } = cutout.size
  if (width === size.width && height === size.height) return cutout
  const pixels = resampled({ width, height, data: cutout.pixels }, { x: 0, y: 0, width, height }, size)
  const alpha = new Uint8Array(size.width * size.height)
  for (let index = 0; index < alpha.length; index += 1) alpha[index] = pixels[index * 4 + 3] ?? 0
  return { ...cutout, size, pixels, alpha }
}
