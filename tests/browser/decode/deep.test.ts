import { afterAll, expect, test } from 'vitest'
import { source } from '#tests/fixtures/kinds/source.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { startDecoder } from './decodeInWorker.ts'

const decoder = startDecoder()
afterAll(() => decoder.stop())

const addresses = import.meta.glob<string>('../../fixtures/kinds/*', { query: '?url', import: 'default', eager: true })

async function photoOf(name: string): Promise<Photo> {
  const address = addresses[`../../fixtures/kinds/${name}`] ?? ''
  const photo = await decoder.decode(await (await fetch(address)).blob(), true)
  if (!photo.ok) throw new Error(`${name}: ${photo.reason}`)
  return photo.value
}

test.each([
  ['own-16bit-adobe-rgb.png', 'adobe-rgb'],
  ['tifffile-prophoto-16bit.tif', 'prophoto'],
  ['cjxl-adobe-rgb-16bit.jxl', 'adobe-rgb'],
] as const)('colours of a profile are brought into sRGB in 16 bits: %s', async (name, profile) => {
  const { deep = new Uint16Array(0), notes } = await photoOf(name)
  expect(notes).toEqual(['wide-gamut'])
  for (const [x, y, ...expected] of source.profiled[profile]) {
    const at = 4 * (y * source.size.width + x)
    for (const [channel, value] of expected.entries())
      expect(Math.abs((deep[at + channel] ?? 0) / 257 - value), `${x} ${y} ${channel}`).toBeLessThanOrEqual(1)
  }
  // Converted in 8 bits, all would be multiples of 257.
  expect(deep.filter((sample) => sample % 257 > 0).length).toBeGreaterThan(deep.length / 4)
})

test.each([
  ['cjxl-16bit.jxl', 'srgb', 0],
  ['cjxl-display-p3-16bit.jxl', 'display-p3', 60],
] as const)('a JPEG XL picture of 16 bits gives them in its own colours: %s', async (name, space, within) => {
  const { deep = new Uint16Array(0), colourSpace, size } = await photoOf(name)
  expect([colourSpace, size]).toEqual([space, source.size])
  let [sum, worst] = [0, 0]
  for (const [at, sample] of deep.entries()) {
    const pixel = Math.floor(at / 4)
    const expected = source.plain(pixel % size.width, Math.floor(pixel / size.width))[at % 4] ?? 0
    const difference = Math.abs(sample - expected * 257)
    worst = Math.max(worst, difference)
    sum += difference
  }
  expect(worst).toBeLessThanOrEqual(within * 257)
  expect(sum / deep.length).toBeLessThanOrEqual((within * 257) / 16)
})
