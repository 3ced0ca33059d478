import { decode } from 'fast-png'
import { expect, test } from 'vitest'
import { initialFileSettings } from '#core/settings.ts'
import { seededRandom } from '#tests/fixtures/random.ts'
import { drawAlpha } from '#tests/fixtures/scenes/alphas.ts'
import { composite, drawTexture } from '#tests/fixtures/scenes/composite.ts'
import { encodeCutout } from '#workers/encode/encodeCutout.ts'
import { packMask, unpackFine, unpackMask } from '#workers/encode/packMask.ts'
import { alpha16, fineStep, noFineStep } from '#workers/pixels/fineAlpha.ts'
import { upsampleMask } from '#workers/pixels/upsample/upsample.ts'

test('a byte and its fine step give 16 bits, within the rounding of the byte', () => {
  for (let value = 0; value <= 65_535; value += 13) {
    const byte = Math.floor((value / 65_535) * 255 + 0.5)
    expect(Math.abs(alpha16(byte, fineStep(value / 65_535, byte)) - value)).toBeLessThanOrEqual(1)
  }
  for (const byte of [0, 77, 255]) expect(alpha16(byte, noFineStep)).toBe(byte * 257)
})

const size = { width: 256, height: 192 }
const random = seededRandom(3)
const subject = drawTexture(
  size.width,
  size.height,
  [
    [40, 26, 18],
    [96, 66, 44],
  ],
  random,
)
const backdrop = drawTexture(
  size.width,
  size.height,
  [
    [120, 170, 220],
    [235, 235, 190],
  ],
  random,
)

test('a raised mask has steps finer than bytes, and its bytes stay what they are', async () => {
  const truth = drawAlpha('hair', size.width, size.height, 7)
  const photo = composite(truth, subject, backdrop)
  const coarse = drawAlpha('hair', size.width / 4, size.height / 4, 7)
  const fine = new Uint8Array(size.width * size.height).fill(noFineStep)
  const { data } = upsampleMask(coarse, photo, { fine, softness: 0 })
  expect(data).toEqual(upsampleMask(coarse, photo, { softness: 0 }).data)

  const kept = await packMask(Uint8Array.from(data), size, fine)
  const alpha = await unpackMask(kept)
  const steps = await unpackFine(kept)
  expect(alpha).toEqual(data)
  expect(steps).toEqual(fine)

  const settings = { ...initialFileSettings, content: 'mask', maskDepth: 16 } as const
  const pixels = new Uint8ClampedArray(size.width * size.height * 4)
  const written = await encodeCutout({ photo: { size, colourSpace: 'srgb', pixels }, alpha, fine, settings })
  if (!written.ok) throw new Error(written.reason)
  const file = decode(await written.value.blob.arrayBuffer())
  expect([file.width, file.height, file.depth, file.channels]).toEqual([size.width, size.height, 16, 1])
  const levels = new Set(file.data)
  expect(levels.size).toBeGreaterThan(400)
  for (const [index, value] of file.data.entries())
    expect(Math.abs(Number(value) - (alpha[index] ?? 0) * 257)).toBeLessThanOrEqual(129)
})

test('a mask that was made in bytes is written with their steps', async () => {
  const settings = { ...initialFileSettings, content: 'mask', maskDepth: 16 } as const
  const photo = { size: { width: 3, height: 1 }, colourSpace: 'srgb', pixels: new Uint8ClampedArray(12) } as const
  const written = await encodeCutout({ photo, alpha: Uint8Array.of(0, 100, 255), settings })
  if (!written.ok) throw new Error(written.reason)
  expect([...decode(await written.value.blob.arrayBuffer()).data]).toEqual([0, 25_700, 65_535])
})
