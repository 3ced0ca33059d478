import { expect, test } from 'vitest'
import type { Photo } from '#workers/decode/photo.ts'
import { seenByNetworks } from '#workers/matting/flattened.ts'

const photoOf = (change: Partial<Photo>): Photo => ({
  ...{ size: { width: 2, height: 1 }, type: 'image/png', notes: [], colourSpace: 'srgb', hadAlpha: false },
  pixels: Uint8ClampedArray.of(200, 60, 40, 255, 90, 90, 90, 255),
  ...change,
})

test('networks see the colours of a Display P3 photo in sRGB, and greys as they are', () => {
  const seen = [...seenByNetworks(photoOf({ colourSpace: 'display-p3' })).data]
  // By the matrices of CSS Color 4: 217.5, 41.6, 22.7.
  for (const [channel, value] of [217.5, 41.6, 22.7].entries())
    expect(Math.abs((seen[channel] ?? 0) - value)).toBeLessThan(1)
  expect(seen.slice(4)).toEqual([90, 90, 90, 255])
})

test('an sRGB photo is seen as it is, without a copy', () => {
  const photo = photoOf({})
  expect(seenByNetworks(photo).data).toBe(photo.pixels)
})

test('what is transparent is laid over grey', () => {
  const pixels = Uint8ClampedArray.of(255, 0, 0, 0, 0, 0, 0, 255)
  expect([...seenByNetworks(photoOf({ pixels, hadAlpha: true })).data]).toEqual([128, 128, 128, 255, 0, 0, 0, 255])
})
