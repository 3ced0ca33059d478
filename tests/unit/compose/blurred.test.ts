import { expect, test } from 'vitest'
import { blurredPhoto } from '#workers/compose/blurred.ts'
import { discMeans } from '#workers/compose/disc.ts'
import { softened } from '#workers/compose/softened.ts'

const size = { width: 120, height: 80 }

/** A pure red subject in the middle of a green photo whose right half is brighter. */
function photo() {
  const pixels = new Uint8ClampedArray(size.width * size.height * 4)
  const data = new Uint8Array(size.width * size.height)
  for (let index = 0; index < data.length; index += 1) {
    const [x, y] = [index % size.width, Math.floor(index / size.width)]
    const isSubject = Math.hypot(x - 60, y - 40) < 22
    data[index] = isSubject ? 255 : 0
    pixels.set(isSubject ? [255, 0, 0, 255] : [0, x < 60 ? 90 : 200, 0, 255], index * 4)
  }
  return { photo: { size, colourSpace: 'srgb' as const, pixels }, alpha: { ...size, data } }
}

test.each([0.5, 3, 10])('nothing of the subject is left in the photo out of focus (%f %%)', (blurPercent) => {
  const given = photo()
  const { pixels } = blurredPhoto(given.photo, given.alpha, blurPercent)
  for (let at = 0; at < pixels.length; at += 4) {
    expect(pixels[at]).toBe(0)
    expect(pixels[at + 1]).toBeGreaterThanOrEqual(89)
    expect(pixels[at + 3]).toBe(255)
  }
})

test('a point of light becomes a disc of even light, in linear light', () => {
  const light = new Float32Array(41 * 41 * 3)
  light.fill(1, (20 * 41 + 20) * 3, (20 * 41 + 20) * 3 + 3)
  const spread = discMeans(light, { width: 41, height: 41 }, 6)
  const inside = spread[(20 * 41 + 25) * 3] ?? 0
  expect(inside).toBeCloseTo(1 / 113, 5)
  expect(spread[(17 * 41 + 17) * 3]).toBeCloseTo(inside, 5)
  expect(spread[(20 * 41 + 27) * 3]).toBe(0)
})

test.each([3, 20, 60])('a shadow of any softness is a Gaussian (sigma %i)', (sigma) => {
  const wide = { width: 400, height: 40 }
  const step = Uint8Array.from({ length: 400 * 40 }, (_, index) => (index % 400 < 200 ? 255 : 0))
  const soft = softened(step, wide, sigma)
  let sum = 0
  for (let x = 0; x < 400; x += 1) {
    const wanted = 255 * (1 - normal((x + 0.5 - 200) / sigma))
    sum += Math.abs((soft[20 * 400 + x] ?? 0) - wanted)
  }
  expect(sum / 400).toBeLessThanOrEqual(1.5)
})

/** The share of a normal distribution that lies below a value. */
function normal(value: number): number {
  let sum = 0
  for (let at = -6; at < value; at += 0.002) sum += Math.exp((-at * at) / 2) * 0.002
  return Math.min(1, sum / Math.sqrt(2 * Math.PI))
}
