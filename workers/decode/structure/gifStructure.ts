import { Bytes } from '#workers/decode/bytes.ts'
import type { Wholeness } from './wholeness.ts'

/** By the blocks of the first picture, the only one that is used (GIF 89a, 20 to 22). */
export function gifStructure(file: Uint8Array<ArrayBuffer>): Wholeness {
  const bytes = new Bytes(file)
  let at = 13 + tableBytes(bytes.u8(10))
  while (at < file.length) {
    const block = bytes.u8(at)
    if (block === 0x3b) return 'broken'
    if (block === 0x2c) {
      const end = afterBlocks(bytes, at + 11 + tableBytes(bytes.u8(at + 9)))
      return end > file.length ? 'cut-short' : 'whole'
    }
    if (block !== 0x21) return 'broken'
    at = afterBlocks(bytes, at + 2)
  }
  return 'cut-short'
}

function tableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1)
}

/** Behind the empty block that ends a row of them; beyond the end of the file where it is missing. */
function afterBlocks(bytes: Bytes, start: number): number {
  let at = start
  while (at < bytes.data.length) {
    const length = bytes.u8(at)
    at += 1 + length
    if (length === 0) return at
  }
  return bytes.data.length + 1
}
