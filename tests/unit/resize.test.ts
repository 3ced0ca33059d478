import { expect, test } from 'vitest'
import { resizeMask, resizeToPlanes } from '#workers/pixels/resize/resize.ts'

/** The same filter written plainly: for each target pixel, every source pixel under a two-dimensional triangle. */
function plainResize(width: number, height: number, value: (x: number, y: number) => number, to: [number, number]) {
  const [toWidth, toHeight] = to
  const scaleX = width / toWidth
  const scaleY = height / toHeight
  const triangle = (distance: number, scale: number) => Math.max(0, 1 - Math.abs(distance) / Math.max(1, scale))
  const result: number[] = []
  for (let ty = 0; ty < toHeight; ty++) {
    for (let tx = 0; tx < toWidth; tx++) {
      let sum = 0
      let total = 0
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const weight =
            triangle(x + 0.5 - (tx + 0.5) * scaleX, scaleX) * triangle(y + 0.5 - (ty + 0.5) * scaleY, scaleY)
          sum += weight * value(x, y)
          total += weight
        }
      }
      result.push(sum / total)
    }
  }
  return result
}

const noise = (seed: number) => ((seed * 2654435761) >>> 8) & 255

function noisyPhoto(width: number, height: number) {
  return { width, height, data: new Uint8ClampedArray(width * height * 4).map((_, i) => noise(i + 1)) }
}

const sizes: [number, number, number, number][] = [
  [37, 23, 8, 8],
  [64, 48, 64, 48],
  [5, 40, 16, 16],
  [9, 7, 32, 20],
  [1, 1, 4, 4],
  [40, 30, 1, 1],
]

test.each(sizes)(
  'a photo of %i x %i resized to %i x %i equals the plain filter',
  (width, height, toWidth, toHeight) => {
    const photo = noisyPhoto(width, height)
    const planes = resizeToPlanes(photo, { width: toWidth, height: toHeight })
    const area = toWidth * toHeight
    expect(planes).toHaveLength(3 * area)
    for (const plane of [0, 1, 2]) {
      const value = (x: number, y: number) => (photo.data[(y * width + x) * 4 + plane] ?? NaN) / 255
      const wanted = plainResize(width, height, value, [toWidth, toHeight])
      for (let i = 0; i < area; i++) expect(planes[plane * area + i]).toBeCloseTo(wanted[i] ?? NaN, 5)
    }
  },
)

test.each(sizes)('a mask of %i x %i resized to %i x %i equals the plain filter', (width, height, toWidth, toHeight) => {
  const data = new Float32Array(width * height).map((_, i) => noise(i + 1) / 255)
  const bytes = resizeMask({ width, height, data }, { width: toWidth, height: toHeight })
  const wanted = plainResize(width, height, (x, y) => data[y * width + x] ?? NaN, [toWidth, toHeight])
  expect(bytes).toHaveLength(toWidth * toHeight)
  for (const [i, value] of wanted.entries())
    expect(Math.abs((bytes[i] ?? NaN) - value * 255)).toBeLessThanOrEqual(0.5001)
})

test('a fine checkerboard shrinks to even grey instead of aliasing', () => {
  const photo = { width: 600, height: 600, data: new Uint8ClampedArray(600 * 600 * 4) }
  for (let i = 0; i < photo.data.length; i++)
    photo.data[i] = ((i >> 2) + Math.floor((i >> 2) / 600)) % 2 === 0 ? 255 : 0
  const planes = resizeToPlanes(photo, { width: 64, height: 64 })
  expect(planes.every((value) => Math.abs(value - 0.5) < 0.02)).toBe(true)
})

test('a flat picture stays exactly as bright, to the border', () => {
  const photo = { width: 50, height: 31, data: new Uint8ClampedArray(50 * 31 * 4).fill(200) }
  const planes = resizeToPlanes(photo, { width: 320, height: 320 })
  expect(planes.every((value) => Math.abs(value - 200 / 255) < 1e-6)).toBe(true)
  const mask = { width: 50, height: 31, data: new Float32Array(50 * 31).fill(1) }
  expect(resizeMask(mask, { width: 333, height: 77 }).every((alpha) => alpha === 255)).toBe(true)
})
