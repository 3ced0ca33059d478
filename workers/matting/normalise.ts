import type { Family } from '#core/models.ts'

/** Three planes of 0 to 1, in place: (value - mean) / std, each plane with its own. */
export function normalise(planes: Float32Array, { mean, std }: Family): Float32Array {
  const area = planes.length / 3
  for (let i = 0; i < planes.length; i++) {
    const plane = Math.floor(i / area)
    planes[i] = ((planes[i] ?? 0) - (mean[plane] ?? 0)) / (std[plane] ?? 1)
  }
  return planes
}
