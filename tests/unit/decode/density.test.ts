import { expect, test } from 'vitest'
import { imageKind } from '#core/imageKind.ts'
import { readHeader } from '#workers/decode/header.ts'
import { withJpegTags } from '#workers/encode/jpegTags.ts'
import { encodePng } from '#workers/encode/png/png.ts'

const frame = [0xff, 0xc0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0]
const jfif = (unit: number, x: number, y: number) => {
  const figures = [x >> 8, x & 255, y >> 8, y & 255]
  return [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, unit, ...figures, 0, 0]
}
const densityIn = (...bytes: number[]) => {
  const data = Uint8Array.from(bytes)
  const kind = imageKind(data)
  const read = kind === 'jpeg' || kind === 'png' || kind === 'bmp' ? readHeader(kind, data, true) : undefined
  return read?.status === 'read' ? read.header.density : read?.status
}

/** A TIFF structure with 300 dots an inch across and 150 down. */
const tiff = [
  ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 3],
  ...[0x01, 0x1a, 0, 5, 0, 0, 0, 1, 0, 0, 0, 50, 0x01, 0x1b, 0, 5, 0, 0, 0, 1, 0, 0, 0, 58],
  ...[0x01, 0x28, 0, 3, 0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0],
  ...[0, 0, 1, 0x2c, 0, 0, 0, 1, 0, 0, 0, 150, 0, 0, 0, 1],
]

test('the density of print is read from JFIF in inches and centimetres, and from EXIF', () => {
  expect(densityIn(0xff, 0xd8, ...jfif(1, 300, 300), ...frame)?.valueOf()).toMatchObject({
    x: expect.closeTo(11811.02),
  })
  expect(densityIn(0xff, 0xd8, ...jfif(2, 118, 59), ...frame)).toEqual({ x: 11800, y: 5900 })
  const exif = [0xff, 0xe1, 0, 8 + tiff.length, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]
  const found = densityIn(0xff, 0xd8, ...exif, ...frame)
  expect(found).toMatchObject({ x: expect.closeTo(11811.02), y: expect.closeTo(5905.51) })
})

test('proportions alone, nothing and nonsense are no density', () => {
  expect(densityIn(0xff, 0xd8, ...jfif(0, 1, 1), ...frame)).toBeUndefined()
  expect(densityIn(0xff, 0xd8, ...jfif(1, 1, 1), ...frame)).toBeUndefined()
  expect(densityIn(0xff, 0xd8, ...frame)).toBeUndefined()
})

const size = { width: 2, height: 2 }
const source = { size, colour: 'rgb', writeRow: (_: number, row: Uint8Array) => void row.fill(9) } as const

test('it is written into PNG and JPEG files as it was', async () => {
  const density = { x: 300 / 0.0254, y: 150 / 0.0254 }
  const png = new Uint8Array(await (await encodePng(source, { density })).arrayBuffer())
  expect(densityIn(...png)).toEqual({ x: 11811, y: 5906 })
  expect(densityIn(...new Uint8Array(await (await encodePng(source)).arrayBuffer()))).toBeUndefined()
  const plain = new Blob([Uint8Array.of(0xff, 0xd8, ...jfif(0, 1, 1), ...frame, 0xff, 0xd9)])
  const jpeg = new Uint8Array(await (await withJpegTags(plain, { colourSpace: 'srgb', density })).arrayBuffer())
  expect([...jpeg.subarray(13, 18)]).toEqual([1, 1, 44, 0, 150])
  expect(jpeg.length).toBe(plain.size)
})
