import { Bytes } from '#workers/decode/bytes.ts'
import type { Wholeness } from './wholeness.ts'

/** By the boxes of the outermost level (ISO/IEC 14496-12, 4.2), which follow one another up to the end of the file. */
export function isoStructure(file: Uint8Array<ArrayBuffer>): Wholeness {
  const bytes = new Bytes(file)
  let hasData = false
  for (let at = 0; at + 8 <= file.length; ) {
    const name = bytes.text(at + 4, 4)
    const stated = bytes.u32(at)
    const length = stated === 1 ? bytes.u32(at + 8) * 2 ** 32 + bytes.u32(at + 12) : stated
    hasData ||= name === 'mdat' || name === 'idat'
    // Zero: up to the end of the file, wherever that is.
    if (length === 0) return hasData ? 'whole' : 'broken'
    // Some programs leave a few bytes of no box behind the last one.
    if (length < 8 || !/^[\x20-\x7e]{4}$/.test(name)) return hasData ? 'whole' : 'broken'
    if (at + length > file.length) return 'cut-short'
    hasData ||= name === 'meta' && bytes.text(at, length).includes('idat')
    at += length
  }
  return hasData ? 'whole' : 'cut-short'
}
