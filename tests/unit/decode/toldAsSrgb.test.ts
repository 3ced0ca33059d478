import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { source } from '#tests/fixtures/kinds/source.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import { BitWriter, nearestHalf } from '#workers/decode/jxl/bitWriter.ts'
import { readJxl, readJxlMetadata } from '#workers/decode/jxl/jxlHeader.ts'
import { p3ToldAsSrgb } from '#workers/decode/jxl/toldAsSrgb.ts'

const bytesOf = (name: string) => Uint8Array.from(readFileSync(`tests/fixtures/kinds/${name}`))

/** The same coded picture in boxes, in two parts. */
function boxed(coded: Uint8Array): Uint8Array<ArrayBuffer> {
  const box = (name: string, ...data: number[]) => {
    const length = 8 + data.length
    return [0, 0, length >> 8, length & 255, ...Buffer.from(name), ...data]
  }
  const parts = [coded.subarray(0, 9), coded.subarray(9)].map((part, number) => box('jxlp', 0, 0, 0, number, ...part))
  return Uint8Array.from([...box('JXL ', 13, 10, 0x87, 10), ...parts.flat()])
}

test('a lossy picture of Display P3 is told as one of sRGB, with nothing else changed', () => {
  const file = bytesOf('cjxl-display-p3-lossy.jxl')
  const told = p3ToldAsSrgb(file) ?? new Uint8Array(0)
  expect(readJxl(new Bytes(told))).toMatchObject({ size: source.size, gamut: 'srgb' })
  expect(readJxlMetadata(new Bytes(told))).toMatchObject({ bits: 8, isVerbatim: false, colours: { isPlain: true } })
  // Sixteen fractions of two bytes more, less the names of the colours.
  expect(told.length - file.length).toBe(30)
  expect(told.slice(60)).toEqual(file.slice(30))
  expect(p3ToldAsSrgb(boxed(file))).toEqual(told)
})

test.each(['cjxl-lossy.jxl', 'cjxl-linear.jxl', 'cjxl-adobe-rgb.jxl', 'cjxl-jpeg.jxl'])(
  '%s is left as it is',
  (name) => {
    expect(p3ToldAsSrgb(bytesOf(name))).toBeUndefined()
  },
)

test('cut short or changed, a file is told in another way or left, and never throws', () => {
  const file = bytesOf('cjxl-display-p3-lossy.jxl')
  for (let length = 0; length < 24; length += 1) p3ToldAsSrgb(file.slice(0, length))
  for (let bit = 0; bit < 200; bit += 1) {
    const changed = file.slice()
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    const told = p3ToldAsSrgb(changed)
    if (told !== undefined) expect(readJxlMetadata(new Bytes(told))?.colours.isPlain).toBe(true)
  }
})

test('fractions of 16 bits are those of IEEE 754', () => {
  const halves = new BitWriter()
  for (const value of [1, -2, 0.5, 11.03125, -0.00379180908203125]) halves.writeHalf(value)
  expect([...new Uint16Array(halves.bytes().buffer)]).toEqual([0x3c00, 0xc000, 0x3800, 0x4984, 0x9bc4])
  expect(nearestHalf(11.031566901960783)).toBe(11.03125)
})
