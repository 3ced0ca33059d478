import type { Size } from '#core/geometry.ts'

/** The mean of each pixel's light (three values a pixel) over a disc of this radius in pixels, as far as it lies within the picture. */
export function discMeans(light: Float32Array, { width, height }: Size, radius: number): Float32Array {
  const reach = Math.floor(radius)
  const result = new Float32Array(light.length)
  const counts = new Float32Array(width * height)
  // Sums from the row's start make every chord of a disc two readings.
  const sums = new Float64Array((width + 1) * 3)
  for (let row = 0; row < height; row += 1) {
    for (let i = 0; i < width * 3; i += 1) sums[i + 3] = (sums[i] ?? 0) + (light[row * width * 3 + i] ?? 0)
    for (let y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y += 1) {
      const half = Math.floor(Math.sqrt(radius * radius - (y - row) ** 2))
      for (let x = 0, to = y * width * 3; x < width; x += 1, to += 3) {
        const left = Math.max(0, x - half) * 3
        const right = Math.min(width, x + half + 1) * 3
        result[to] = (result[to] ?? 0) + (sums[right] ?? 0) - (sums[left] ?? 0)
        result[to + 1] = (result[to + 1] ?? 0) + (sums[right + 1] ?? 0) - (sums[left + 1] ?? 0)
        result[to + 2] = (result[to + 2] ?? 0) + (sums[right + 2] ?? 0) - (sums[left + 2] ?? 0)
        counts[y * width + x] = (counts[y * width + x] ?? 0) + (right - left) / 3
      }
    }
  }
  for (let i = 0; i < result.length; i += 1) result[i] = (result[i] ?? 0) / (counts[Math.floor(i / 3)] ?? 1)
  return result
}
