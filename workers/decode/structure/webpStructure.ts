import { Bytes } from '#workers/decode/bytes.ts'
import type { Wholeness } from './wholeness.ts'

/** By the sizes of the file and of its chunks (RFC 9649, 2.3). */
export function webpStructure(file: Uint8Array<ArrayBuffer>): Wholeness {
  const bytes = new Bytes(file)
  const end = bytes.u32(4, true) + 8
  let hasPicture = false
  for (let at = 12; at + 8 <= Math.min(end, file.length); ) {
    const length = bytes.u32(at + 4, true)
    if (at + 8 + length > file.length) return 'cut-short'
    hasPicture ||= /^(VP8 |VP8L|ANMF)$/.test(bytes.text(at, 4))
    at += 8 + length + (length % 2)
  }
  // Some programs count a padding byte that they do not write.
  if (end > file.length + 1) return 'cut-short'
  return hasPicture ? 'whole' : 'broken'
}
