import type { FloatRaster } from '#workers/pixels/raster.ts'

/** The weight of a sample by its distance in cells. */
export type Kernel = (distance: number) => number

export const linear: Kernel = (distance) => Math.max(0, 1 - Math.abs(distance))

/** Catmull and Rom's cubic, the usual bicubic. */
export const cubic: Kernel = (distance) => {
  const t = Math.abs(distance)
  if (t < 1) return 1.5 * t ** 3 - 2.5 * t ** 2 + 1
  return t < 2 ? -0.5 * t ** 3 + 2.5 * t ** 2 - 4 * t + 2 : 0
}

/** Raises a mask without a photo, what the measured method is compared with; the result is kept between 0 and 1. */
export function raiseSeparably(
  mask: FloatRaster,
  size: { width: number; height: number },
  kernel: Kernel,
): FloatRaster {
  const across = taps(mask.width, size.width, kernel)
  const down = taps(mask.height, size.height, kernel)
  const rows = new Float32Array(size.width * mask.height)
  for (let y = 0; y < mask.height; y++)
    for (const [x, weights] of across.entries())
      for (const [cell, weight] of weights) {
        const i = y * size.width + x
        rows[i] = (rows[i] ?? 0) + weight * (mask.data[y * mask.width + cell] ?? 0)
      }
  const data = new Float32Array(size.width * size.height)
  for (const [y, weights] of down.entries())
    for (let x = 0, i = y * size.width; x < size.width; x++, i++) {
      let sum = 0
      for (const [cell, weight] of weights) sum += weight * (rows[cell * size.width + x] ?? 0)
      data[i] = Math.min(1, Math.max(0, sum))
    }
  return { width: size.width, height: size.height, data }
}

function taps(cells: number, pixels: number, kernel: Kernel): [number, number][][] {
  return Array.from({ length: pixels }, (_, i) => {
    const at = ((i + 0.5) * cells) / pixels - 0.5
    return [-1, 0, 1, 2].map((step): [number, number] => {
      const cell = Math.floor(at) + step
      return [Math.min(Math.max(cell, 0), cells - 1), kernel(at - cell)]
    })
  })
}
