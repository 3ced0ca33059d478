import { expect, test } from 'vitest'
import { type Bitmap, bitmap } from '#tests/fixtures/kinds/bitmap.ts'
import { decodeBmp } from '#workers/decode/bmpDecode.ts'

/** A bitmap two pixels wide. */
type Narrow = Omit<Bitmap, 'width' | 'height'> & { height?: number }

const narrow = (wish: Narrow) => bitmap({ width: 2, height: 1, ...wish })

const pixelsOf = (wish: Narrow) => {
  const read = decodeBmp(narrow(wish))
  return read?.ok === true ? [...read.value.pixels] : read
}

test('24 bits are blue, green, red, in rows of whole words, from the bottom or from the top', () => {
  const rows = [3, 2, 1, 6, 5, 4, 0, 0, 9, 8, 7, 12, 11, 10, 0, 0]
  const [lower, upper] = [
    [1, 2, 3, 255, 4, 5, 6, 255],
    [7, 8, 9, 255, 10, 11, 12, 255],
  ]
  expect(pixelsOf({ bits: 24, height: 2, rows })).toEqual([...upper, ...lower])
  expect(pixelsOf({ bits: 24, height: -2, rows })).toEqual([...lower, ...upper])
})

test('32 bits have alpha where a mask says so, straight however faint; empty bits everywhere mean none', () => {
  const masks = [0xff0000, 0xff00, 0xff, 0xff000000]
  const rows = [30, 20, 10, 1, 60, 50, 40, 200]
  const straight = [10, 20, 30, 1, 40, 50, 60, 200]
  expect(pixelsOf({ bits: 32, compression: 3, headerBytes: 124, masks, rows })).toEqual(straight)
  expect(pixelsOf({ bits: 32, compression: 6, masks, rows })).toEqual(straight)
  const opaque = straight.map((value, at) => (at % 4 === 3 ? 255 : value))
  expect(pixelsOf({ bits: 32, rows })).toEqual(opaque)
  const empty = rows.map((value, at) => (at % 4 === 3 ? 0 : value))
  expect(pixelsOf({ bits: 32, compression: 3, headerBytes: 124, masks, rows: empty })).toEqual(opaque)
})

test('16 bits are 5 a channel, or 5, 6 and 5 by masks', () => {
  const word = (value: number) => [value & 255, value >> 8]
  const rows = [...word(0x7fff), ...word(0x001f)]
  expect(pixelsOf({ bits: 16, rows })).toEqual([255, 255, 255, 255, 0, 0, 255, 255])
  const six = [...word(0xf800), ...word(0x07e0)]
  expect(pixelsOf({ bits: 16, compression: 3, masks: [0xf800, 0x07e0, 0x1f], rows: six })).toEqual([
    ...[255, 0, 0, 255],
    ...[0, 255, 0, 255],
  ])
})

test('palettes and packed rows are left to the browser; missing rows are told', () => {
  expect(decodeBmp(narrow({ bits: 8, rows: [0, 0, 0, 0] }))).toBeUndefined()
  expect(decodeBmp(narrow({ bits: 32, compression: 1, rows: [] }))).toBeUndefined()
  expect(decodeBmp(narrow({ bits: 32, height: 3, rows: [0, 0, 0, 0] }))).toMatchObject({ ok: false, reason: 'damaged' })
})
