import { Bytes } from '#workers/decode/bytes.ts'
import type { Wholeness } from './wholeness.ts'

/** By the size that rows of this many bits take; packed rows (RLE, JPEG, PNG) have none that is known ahead, but end with a mark of their own. */
export function bmpStructure(file: Uint8Array<ArrayBuffer>): Wholeness {
  const bytes = new Bytes(file)
  const start = bytes.u32(10, true)
  const isShort = bytes.u32(14, true) === 12
  const width = isShort ? bytes.u16(18, true) : bytes.i32(18, true)
  const height = isShort ? bytes.u16(20, true) : Math.abs(bytes.i32(22, true))
  const bits = bytes.u16(isShort ? 24 : 28, true)
  const packing = isShort ? 0 : bytes.u32(30, true)
  // 1 and 2 are run lengths of 8 and 4 bits; 0, 3 and 6 are plain rows, each of whole 32 bits.
  if (packing === 1 || packing === 2)
    return start + bytes.u32(34, true) > file.length || start >= file.length ? 'cut-short' : 'whole'
  if (packing !== 0 && packing !== 3 && packing !== 6) return 'whole'
  return start + Math.ceil((width * bits) / 32) * 4 * height > file.length ? 'cut-short' : 'whole'
}
