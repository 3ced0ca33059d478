import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { source } from '#tests/fixtures/kinds/source.ts'
import { seededRandom } from '#tests/fixtures/random.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import { readJxl, readJxlMetadata } from '#workers/decode/jxl/jxlHeader.ts'

const bytesOf = (name: string) => Uint8Array.from(readFileSync(`tests/fixtures/kinds/${name}`))

describe('the header of a JPEG XL file says which colours it has', () => {
  test.each([
    ['cjxl-lossy.jxl', { gamut: 'srgb', isPlain: true }],
    ['cjxl-alpha.jxl', { gamut: 'srgb', isPlain: true }],
    ['cjxl-16bit.jxl', { gamut: 'srgb', isPlain: true }],
    ['cjxl-jpeg.jxl', { gamut: 'srgb', isPlain: true }],
    ['cjxl-turned.jxl', { gamut: 'srgb', isPlain: true }],
    ['imagecodecs-lossless.jxl', { gamut: 'srgb', isPlain: true }],
    ['cjxl-display-p3.jxl', { gamut: 'display-p3', isPlain: false, meaning: { primaries: 12, curve: 13 } }],
    ['cjxl-display-p3-lossy.jxl', { gamut: 'display-p3', isPlain: false, meaning: { primaries: 12, curve: 13 } }],
    ['cjxl-animated.jxl', { gamut: 'display-p3', isPlain: false, meaning: { primaries: 12, curve: 13 } }],
    ['cjxl-linear.jxl', { gamut: 'srgb', isPlain: false, meaning: { primaries: 1, curve: 8 } }],
    // Their profiles are packed: only a decoder can read them.
    ['cjxl-adobe-rgb.jxl', { gamut: 'srgb', isPlain: false }],
    ['cjxl-display-p3-profile.jxl', { gamut: 'srgb', isPlain: false }],
  ])('%s', (name, colours) => {
    expect(readJxlMetadata(new Bytes(bytesOf(name)))?.colours).toEqual(colours)
    expect(readJxl(new Bytes(bytesOf(name)))).toMatchObject({ gamut: colours.gamut })
  })
})

test.each([
  ['cjxl-lossless.jxl', 8, true],
  ['cjxl-16bit.jxl', 16, true],
  ['cjxl-jpeg.jxl', 8, true],
  ['cjxl-lossy.jxl', 8, false],
])('%s says how its samples are kept', (name, bits, isVerbatim) => {
  expect(readJxlMetadata(new Bytes(bytesOf(name)))).toMatchObject({ bits, isVerbatim })
})

test('a moving picture is told from one that stands still', () => {
  expect(readJxl(new Bytes(bytesOf('cjxl-animated.jxl')))).toMatchObject({ animated: true, size: source.size })
  expect(readJxl(new Bytes(bytesOf('cjxl-turned.jxl')))).toMatchObject({ animated: false })
})

test('any bytes end soon, also those that name thousands of channels', () => {
  const random = seededRandom(3)
  for (let round = 0; round < 3000; round += 1) {
    const bytes = Uint8Array.from({ length: 4 + random() * 60 }, () => random() * 256)
    bytes.set([0xff, 0x0a])
    const header = readJxl(new Bytes(bytes))
    expect(header?.size.width).toBeGreaterThan(0)
    expect(readJxlMetadata(new Bytes(bytes))?.colours.gamut).toMatch(/^(?:srgb|display-p3|wide)$/)
  }
})
