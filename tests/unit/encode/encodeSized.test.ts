import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { type FileSettings, initialFileSettings } from '#core/settings.ts'
import { writtenSize } from '#core/writtenSize.ts'
import { seededRandom } from '#tests/fixtures/random.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'
import { encodeSized } from '#workers/encode/encodeSized.ts'

/** Random colours and alphas: the hardest picture to make smaller. */
function noisy(width: number, height: number): FinishedCutout {
  const random = seededRandom(width * height)
  const pixels = Uint8ClampedArray.from({ length: width * height * 4 }, () => random() * 256)
  const alpha = Uint8Array.from({ length: width * height }, (_, index) => pixels[index * 4 + 3] ?? 0)
  return { size: { width, height }, colourSpace: 'srgb', pixels, alpha }
}

async function written(picture: FinishedCutout, settings: Partial<FileSettings>) {
  const wanted = { ...initialFileSettings, ...settings }
  const outcome = await encodeSized(picture, {}, wanted, writtenSize(picture.size, wanted.size), () => {})
  if (!outcome.ok) throw new Error(outcome.reason)
  const { blob, size } = outcome.value
  const { data, width, height } = PNG.sync.read(Buffer.from(await blob.arrayBuffer()))
  expect({ width, height }).toEqual(size)
  return { blob, size, data }
}

const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const toCoded = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055)

test('a picture of the full size is written bit for bit', async () => {
  const picture = noisy(37, 21)
  const { data, size } = await written(picture, { size: { kind: 'percent', percent: 100 } })
  expect(size).toEqual(picture.size)
  for (let index = 0; index < picture.alpha.length; index += 1)
    if ((picture.alpha[index] ?? 0) > 0)
      expect([...data.subarray(index * 4, index * 4 + 4)]).toEqual([
        ...picture.pixels.subarray(index * 4, index * 4 + 4),
      ])
})

test('halving mixes light, weighed by alpha, as a reference in floats does', async () => {
  const picture = noisy(64, 48)
  const { data, size } = await written(picture, { size: { kind: 'longest', pixels: 32 } })
  expect(size).toEqual({ width: 32, height: 24 })
  let [sum, count] = [0, 0]
  // The triangle of a halved picture reaches over four pixels: 1, 3, 3 and 1 eighths.
  const taps = [0.125, 0.375, 0.375, 0.125]
  for (let y = 1; y < 23; y += 1)
    for (let x = 1; x < 31; x += 1) {
      const light = [0, 0, 0, 0]
      for (let row = 0; row < 4; row += 1)
        for (let column = 0; column < 4; column += 1) {
          const at = ((2 * y - 1 + row) * 64 + 2 * x - 1 + column) * 4
          const alpha = ((picture.pixels[at + 3] ?? 0) / 255) * (taps[row] ?? 0) * (taps[column] ?? 0)
          for (let channel = 0; channel < 3; channel += 1)
            light[channel] = (light[channel] ?? 0) + alpha * toLinear((picture.pixels[at + channel] ?? 0) / 255)
          light[3] = (light[3] ?? 0) + alpha
        }
      const alpha = light[3] ?? 0
      const expected = [...light.slice(0, 3).map((value) => 255 * toCoded(value / alpha)), 255 * alpha]
      for (let channel = 0; channel < 4; channel += 1) {
        sum += Math.abs((data[(y * 32 + x) * 4 + channel] ?? 0) - (expected[channel] ?? 0))
        count += 1
      }
    }
  expect(sum / count).toBeLessThan(0.5)
})

test('a limited PNG loses pixels until it is small enough, and says so by its size', async () => {
  const { blob, size } = await written(noisy(160, 120), { mostKilobytes: 20 })
  expect(blob.size).toBeLessThanOrEqual(20_000)
  expect(blob.size).toBeGreaterThan(15_000)
  expect(size.width).toBeLessThan(160)
  expect(size.width / size.height).toBeCloseTo(4 / 3, 1)
})
