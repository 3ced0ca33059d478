import { readFileSync } from 'node:fs'
import { encode } from 'fast-png'
import { describe, expect, test } from 'vitest'
import { source } from '#tests/fixtures/kinds/source.ts'
import { decodePhoto } from '#workers/decode/decodePhoto.ts'
import { uprightDeep } from '#workers/decode/deep/deepPixels.ts'
import { asOrientation, placeTile } from '#workers/decode/orientation.ts'

const fileOf = (name: string) => new Blob([Uint8Array.from(readFileSync(`tests/fixtures/kinds/${name}`))])

async function photoOf(file: Blob, keepsDepth: boolean) {
  const photo = await decodePhoto(file, keepsDepth)
  if (!photo.ok) throw new Error(`${photo.reason} ${photo.detail ?? ''}`)
  return photo.value
}

describe('a file of 16 bits a sample', () => {
  test.each([
    'own-16bit-alpha.png',
    'tifffile-16bit-alpha.tif',
    'magick-16bit-lzw.tif',
    'tifffile-16bit-tiled.tif',
    'tifffile-planar-big-endian.tif',
    'tifffile-float32.tif',
  ])('%s gives them beside bytes that are the same, rounded', async (name) => {
    const { deep, pixels, size } = await photoOf(fileOf(name), true)
    expect(size).toEqual(source.size)
    expect(deep?.length).toBe(pixels.length)
    expect(Uint8Array.from(deep ?? [], (sample) => Math.round(sample / 257))).toEqual(Uint8Array.from(pixels))
    if (!name.startsWith('own')) expect((await photoOf(fileOf(name), false)).pixels).toEqual(pixels)
  })

  test('an alpha of fine steps keeps them all', async () => {
    const { deep } = await photoOf(fileOf('own-16bit-alpha.png'), true)
    for (let x = 0; x < source.size.width; x += 1)
      expect(deep?.[4 * x + 3]).toBe(Math.max(0, 65_535 - Math.max(0, x - 23) * 2600 - 300))
  })

  test('grey becomes three equal colours', async () => {
    const data = Uint16Array.from({ length: 6 * 4 }, (_, at) => 9000 + 1001 * at)
    const file = new Blob([Uint8Array.from(encode({ width: 6, height: 4, data, channels: 1, depth: 16 }))])
    const { deep } = await photoOf(file, true)
    expect([...(deep ?? [])]).toEqual([...data].flatMap((grey) => [grey, grey, grey, 65_535]))
  })

  test('one that was not asked for, has fewer bits, or ends early gives bytes alone', async () => {
    expect((await photoOf(fileOf('own-16bit-alpha.png'), false)).deep).toBeUndefined()
    expect((await photoOf(fileOf('pillow-plain.tif'), true)).deep).toBeUndefined()
    const whole = fileOf('tifffile-16bit-tiled.tif')
    const part = await photoOf(whole.slice(0, whole.size - 200), true)
    expect(part.notes).toContain('partly-damaged')
    expect(part.deep).toBeUndefined()
  })
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])('samples of 16 bits are turned as pixels are: orientation %i', (number) => {
  const size = { width: 5, height: 3 }
  const orientation = asOrientation(number)
  const pixels = Uint32Array.from({ length: 15 }, (_, at) => 100 + at)
  const turned = new Uint32Array(15)
  placeTile(turned, size, orientation, pixels, { x: 0, y: 0, ...size })
  const deep = Uint16Array.from({ length: 60 }, (_, at) => (100 + Math.floor(at / 4)) * 10 + (at % 4))
  const upright = uprightDeep(deep, size, orientation)
  expect([...upright]).toEqual([...turned].flatMap((pixel) => [0, 1, 2, 3].map((channel) => pixel * 10 + channel)))
})
