import { afterAll, expect, test } from 'vitest'
import { source } from '#tests/fixtures/kinds/source.ts'
import { startDecoder } from './decodeInWorker.ts'

const decoder = startDecoder()
afterAll(() => decoder.stop())

const addresses = import.meta.glob<string>('../../fixtures/kinds/*', { query: '?url', import: 'default', eager: true })

test.each([
  ['own-16bit-adobe-rgb.png', 'adobe-rgb'],
  ['tifffile-prophoto-16bit.tif', 'prophoto'],
] as const)('colours of a profile are brought into sRGB in 16 bits: %s', async (name, profile) => {
  const address = addresses[`../../fixtures/kinds/${name}`] ?? ''
  const photo = await decoder.decode(await (await fetch(address)).blob(), true)
  if (!photo.ok) throw new Error(photo.reason)
  const { deep = new Uint16Array(0), notes } = photo.value
  expect(notes).toEqual(['wide-gamut'])
  for (const [x, y, ...expected] of source.profiled[profile]) {
    const at = 4 * (y * source.size.width + x)
    for (const [channel, value] of expected.entries())
      expect(Math.abs((deep[at + channel] ?? 0) / 257 - value), `${x} ${y} ${channel}`).toBeLessThanOrEqual(1)
  }
  // Converted in 8 bits, all would be multiples of 257.
  expect(deep.filter((sample) => sample % 257 > 0).length).toBeGreaterThan(deep.length / 4)
})
