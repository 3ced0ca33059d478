import type { Size } from '#core/geometry.ts'

/**
 * Light (three values a pixel) whose pixels of no weight go on from those around them: means of ever larger areas are drawn together until none is empty,
 * and filled in again from the coarsest to the finest ("pull-push").
 */
export function filledLight(light: Float32Array, weight: Float32Array, size: Size): Float32Array {
  const { width, height } = size
  if (width <= 1 && height <= 1) return light
  if (weight.every((value) => value === 1)) return light
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const means = new Float32Array(half.width * half.height * 3)
  const weights = new Float32Array(half.width * half.height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const own = weight[y * width + x] ?? 0
      const to = (y >> 1) * half.width + (x >> 1)
      weights[to] = (weights[to] ?? 0) + own
      for (let channel = 0; channel < 3; channel += 1)
        means[to * 3 + channel] = (means[to * 3 + channel] ?? 0) + own * (light[(y * width + x) * 3 + channel] ?? 0)
    }
  for (let index = 0; index < weights.length; index += 1) {
    const sum = weights[index] ?? 0
    if (sum === 0) continue
    for (let channel = index * 3; channel < index * 3 + 3; channel += 1) means[channel] = (means[channel] ?? 0) / sum
    weights[index] = Math.min(1, sum)
  }
  const coarse = filledLight(means, weights, half)
  const result = new Float32Array(light.length)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const index = y * width + x
      const own = weight[index] ?? 0
      for (let channel = 0; channel < 3; channel += 1) {
        const at = index * 3 + channel
        const around = own === 1 ? 0 : between(coarse, half, x / 2 - 0.25, y / 2 - 0.25, channel)
        result[at] = own * (light[at] ?? 0) + (1 - own) * around
      }
    }
  return result
}

function between(light: Float32Array, { width, height }: Size, x: number, y: number, channel: number): number {
  const [column, row] = [Math.min(width - 1, Math.max(0, x)), Math.min(height - 1, Math.max(0, y))]
  const [left, above] = [Math.floor(column), Math.floor(row)]
  const [right, below] = [Math.min(width - 1, left + 1), Math.min(height - 1, above + 1)]
  const at = (line: number, place: number) => light[(line * width + place) * 3 + channel] ?? 0
  const upper = at(above, left) + (column - left) * (at(above, right) - at(above, left))
  const lower = at(below, left) + (column - left) * (at(below, right) - at(below, left))
  return upper + (row - above) * (lower - upper)
}
