import { expect, test } from 'vitest'
import { fittedArea, fittedSide, reduced, reducedCopy } from '#workers/pixels/resize/reduce.ts'

const one = (...pixels: number[]): Uint8ClampedArray => Uint8ClampedArray.from(pixels)

test('each new pixel is the mean of the area it covers', () => {
  const pixels = one(10, 0, 0, 255, 30, 0, 0, 255, 50, 0, 0, 255)
  expect([...reduced({ size: { width: 3, height: 1 }, pixels }, { width: 1, height: 1 })]).toEqual([30, 0, 0, 255])
  // Two thirds of each half: (10 + 30 / 2) / 1.5 and (30 / 2 + 50) / 1.5.
  expect([...reduced({ size: { width: 3, height: 1 }, pixels }, { width: 2, height: 1 })]).toEqual([
    17, 0, 0, 255, 43, 0, 0, 255,
  ])
  expect([...reduced({ size: { width: 1, height: 3 }, pixels }, { width: 1, height: 2 })]).toEqual([
    17, 0, 0, 255, 43, 0, 0, 255,
  ])
})

test('colours that are not seen do not show through', () => {
  const pixels = one(200, 100, 50, 255, 0, 255, 0, 0)
  expect([...reduced({ size: { width: 2, height: 1 }, pixels }, { width: 1, height: 1 })]).toEqual([200, 100, 50, 128])
})

test('the mask takes part as the alpha of the cutout does', () => {
  const pixels = one(200, 100, 50, 255, 0, 255, 0, 255)
  const cutout = reduced({ size: { width: 2, height: 1 }, pixels }, { width: 1, height: 1 }, Uint8Array.of(255, 0))
  expect([...cutout]).toEqual([200, 100, 50, 128])
})

test('the empty parts of a mask count as what they are, wherever they lie in an area', () => {
  const [width, height] = [37, 5]
  const pixels = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => (at * 89 + (at >> 3)) % 256)
  const mask = Uint8Array.from({ length: width * height }, (_, at) => (at % 3 === 0 ? 0 : (at * 53) % 256))
  // The alpha of the cutout, as it is joined: with it as the photo's own there is nothing to skip.
  const joined = pixels.slice()
  for (let at = 0; at < mask.length; at++)
    joined[at * 4 + 3] = Math.round(((pixels[at * 4 + 3] ?? 0) * (mask[at] ?? 0)) / 255)
  const [size, target] = [
    { width, height },
    { width: 11, height: 3 },
  ]
  expect(reduced({ size, pixels }, target, mask)).toEqual(reduced({ size, pixels: joined }, target))
})

test('without shrinking nothing changes', () => {
  const pixels = one(200, 100, 50, 3, 0, 255, 0, 255, 9, 8, 7, 128, 0, 0, 0, 0)
  expect([...reduced({ size: { width: 2, height: 2 }, pixels }, { width: 2, height: 2 })]).toEqual([...pixels])
})

test('sizes keep their shape, never grow and never vanish', () => {
  expect(fittedSide({ width: 4000, height: 3000 }, 168)).toEqual({ width: 168, height: 126 })
  expect(fittedSide({ width: 20, height: 30 }, 168)).toEqual({ width: 20, height: 30 })
  expect(fittedSide({ width: 20000, height: 8 }, 168)).toEqual({ width: 168, height: 1 })
  expect(fittedArea({ width: 4000, height: 3000 }, 3_000_000)).toEqual({ width: 2000, height: 1500 })
  for (const size of [
    { width: 20000, height: 8 },
    { width: 3, height: 7001 },
    { width: 4033, height: 2999 },
  ]) {
    for (const maxPixels of [100, 1000, 99_999]) {
      const { width, height } = fittedArea(size, maxPixels)
      expect(width * height).toBeLessThanOrEqual(maxPixels)
      expect(width >= 1 && height >= 1 && width <= size.width && height <= size.height).toBe(true)
    }
  }
})

test('a reduced copy of an even photo is even', () => {
  const pixels = new Uint8ClampedArray(701 * 333 * 4).fill(200)
  const copy = reducedCopy({ size: { width: 701, height: 333 }, pixels }, 97)
  expect(copy.size).toEqual({ width: 97, height: 46 })
  expect(new Set(copy.pixels)).toEqual(new Set([200]))
})
