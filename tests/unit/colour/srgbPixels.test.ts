import { expect, test } from 'vitest'
import { seededRandom } from '#tests/fixtures/random.ts'
import { converter } from '#workers/colour/convert.ts'
import { srgbPixels } from '#workers/colour/srgbPixels.ts'

test('all pixels at once get the colours that they would get one by one', () => {
  const random = seededRandom(4)
  const pixels = Uint8ClampedArray.from({ length: 40_000 }, () => random() * 256)
  const found = srgbPixels(pixels, 'display-p3')
  const convert = converter('display-p3', 'srgb')
  for (let at = 0; at < pixels.length; at += 4) {
    const wanted = convert([pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0])
    for (const [channel, value] of wanted.entries())
      expect(Math.abs(value - (found[at + channel] ?? 0))).toBeLessThanOrEqual(1)
    expect(found[at + 3]).toBe(pixels[at + 3])
  }
  expect(srgbPixels(pixels, 'srgb')).toBe(pixels)
})
