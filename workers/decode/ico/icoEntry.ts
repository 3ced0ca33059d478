import type { Bytes } from '#workers/decode/bytes.ts'

/** The picture of an icon or cursor file that is used: the largest, of those the one of most bits. */
export interface IcoEntry {
  at: number
  length: number
  isPng: boolean
}

const maxEntries = 256

/** Finds it by the list at the beginning, which states sizes up to 256; undefined where the list is empty. */
export function largestEntry(bytes: Bytes): IcoEntry | undefined {
  const isCursor = bytes.u8(2) === 2
  const count = Math.min(bytes.u16(4, true), maxEntries)
  let best: { area: number; bits: number; entry: IcoEntry } | undefined
  for (let index = 0; index < count && !bytes.ranOut; index += 1) {
    const from = 6 + index * 16
    const [length, at] = [bytes.u32(from + 8, true), bytes.u32(from + 12, true)]
    const side = (stated: number) => (stated === 0 ? 256 : stated)
    const area = side(bytes.u8(from)) * side(bytes.u8(from + 1))
    // Where icons tell their bits, cursors tell where they point.
    const bits = isCursor ? 0 : bytes.u16(from + 6, true)
    if (best !== undefined && (area < best.area || (area === best.area && bits <= best.bits))) continue
    best = { area, bits, entry: { at, length, isPng: bytes.text(at, 4) === '\x89PNG' } }
  }
  return best?.entry
}
