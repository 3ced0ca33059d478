import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { type FileSettings, initialFileSettings } from '#core/settings.ts'
import { encodeCutout } from '#workers/encode/encodeCutout.ts'

const photo = {
  colourSpace: 'srgb' as const,
  size: { width: 2, height: 2 },
  pixels: Uint8ClampedArray.of(200, 100, 50, 255, 10, 20, 30, 128, 1, 2, 3, 255, 90, 80, 70, 255),
}
const alpha = Uint8Array.of(3, 128, 0, 0)

async function written(settings: Partial<FileSettings>, mask = alpha, picture = photo): Promise<number[]> {
  const outcome = await encodeCutout({
    photo: picture,
    alpha: mask,
    settings: { ...initialFileSettings, content: 'cutout', ...settings },
  })
  if (!outcome.ok) throw new Error(outcome.reason)
  expect(outcome.value.size).toEqual(picture.size)
  return [...PNG.sync.read(Buffer.from(await outcome.value.blob.arrayBuffer())).data]
}

test('a cutout keeps exact colours where it is seen, and none where it is not', async () => {
  expect(await written({})).toEqual([200, 100, 50, 3, 10, 20, 30, 128, 0, 0, 0, 0, 0, 0, 0, 0])
})

test('before a colour it is mixed by its alpha', async () => {
  const pixels = await written({ backdrop: { kind: 'colour', colour: '#FF0080' } })
  expect(pixels.slice(0, 4)).toEqual([254, 1, 127, 255])
  expect(pixels.slice(4, 8)).toEqual([132, 10, 79, 255])
  expect(pixels.slice(8)).toEqual([255, 0, 128, 255, 255, 0, 128, 255])
})

test('a mask is written grey', async () => {
  expect(await written({ content: 'mask' })).toEqual([3, 3, 3, 255, 128, 128, 128, 255, 0, 0, 0, 255, 0, 0, 0, 255])
})

test('a cutout of all of an opaque photo is the photo', async () => {
  const opaque = {
    colourSpace: 'srgb' as const,
    size: { width: 1, height: 2 },
    pixels: Uint8ClampedArray.of(1, 2, 3, 255, 9, 8, 7, 255),
  }
  expect(await written({}, Uint8Array.of(255, 255), opaque)).toEqual([...opaque.pixels])
})

test('a colour that is none is a bug', async () => {
  await expect(written({ backdrop: { kind: 'colour', colour: 'red' } })).rejects.toThrow('not a colour')
})
