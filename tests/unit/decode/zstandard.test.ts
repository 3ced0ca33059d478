import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { unpackZstandard } from '#workers/decode/tiff/zstandard.ts'

// 300 times 7 in one raw-length block: magic, a descriptor without a size, a window, a block of run lengths.
const frame = (window: number) => Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, window, 0x63, 0x09, 0, 7)

test('a frame that asks for a window of gigabytes is unpacked in the memory that its piece needs', () => {
  for (const window of [0, 0x58, 0xa0, 0xaf, 0xff]) {
    const before = process.memoryUsage().arrayBuffers
    expect([...unpackZstandard(frame(window), 300)]).toEqual(new Array(300).fill(7))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2_000_000)
  }
})

test('a frame that says it becomes gigabytes is refused before there is memory for it', () => {
  // One segment, its size in four bytes.
  const large = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0xff, 0xff, 0xff, 0x7f, 0x03, 0, 0, 7)
  expect(unpackZstandard(large, 300)).toHaveLength(0)
  expect(unpackZstandard(Uint8Array.of(1, 2, 3), 300)).toHaveLength(0)
})

test('blocks of a real file are unpacked whole, whatever window it was written with', () => {
  // The piece of tifffile's 32-bit file begins with the magic number.
  const file = Uint8Array.from(readFileSync('tests/fixtures/kinds/tifffile-32bit.tif'))
  const start = file.findIndex((_, at) => [0x28, 0xb5, 0x2f, 0xfd].every((byte, offset) => file[at + offset] === byte))
  expect(start).toBeGreaterThan(0)
  expect(unpackZstandard(file.slice(start), 48 * 32 * 4)).toHaveLength(48 * 32 * 4)
})
