import type { Bytes } from '#workers/decode/bytes.ts'

/** The values of one tag: where they stand, of which type, how many. */
interface TiffEntry {
  at: number
  type: number
  count: number
}

/** A directory of a TIFF file: one for each of its pages. */
export interface TiffDirectory {
  little: boolean
  entries: ReadonlyMap<number, TiffEntry>
  /** Where the next directory begins, 0 where there is none. */
  next: number
}

/** Bytes of one value by its type (TIFF 6.0, section 2), as far as pictures are described by them: bytes, texts, shorts, longs, and bytes of no type. */
const valueBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 7: 1 }

/** Reads the directory that begins here; without a place, the first of the file. */
export function readDirectory(bytes: Bytes, place?: number): TiffDirectory {
  const little = bytes.u16(0) === 0x4949
  const start = place ?? bytes.u32(4, little)
  const count = bytes.u16(start, little)
  const entries = new Map<number, TiffEntry>()
  for (let index = 0; index < count && !bytes.ranOut; index += 1) {
    const entry = start + 2 + index * 12
    const [type, values] = [bytes.u16(entry + 2, little), bytes.u32(entry + 4, little)]
    const length = (valueBytes[type] ?? 0) * values
    if (length === 0) continue
    // Up to four bytes stand in the entry itself.
    const at = length <= 4 ? entry + 8 : bytes.u32(entry + 8, little)
    entries.set(bytes.u16(entry, little), { at, type, count: values })
  }
  const end = start + 2 + count * 12
  // Some programs write nothing behind the last directory.
  return { little, entries, next: end + 4 <= bytes.data.length ? bytes.u32(end, little) : 0 }
}

/** All numbers of a tag, no more than the file has room for; undefined where the tag is absent. */
export function numbersOf(bytes: Bytes, { entries, little }: TiffDirectory, tag: number): number[] | undefined {
  const entry = entries.get(tag)
  if (entry === undefined) return undefined
  const size = valueBytes[entry.type] ?? 1
  const count = Math.min(entry.count, Math.max(0, Math.ceil((bytes.data.length - entry.at) / size)))
  return Array.from({ length: count }, (_, index) => {
    const at = entry.at + size * index
    return size === 1 ? bytes.u8(at) : size === 2 ? bytes.u16(at, little) : bytes.u32(at, little)
  })
}

/** The first number of a tag, or what counts where it is absent. */
export function numberOf(bytes: Bytes, directory: TiffDirectory, tag: number, otherwise: number): number {
  const entry = directory.entries.get(tag)
  if (entry === undefined) return otherwise
  const { little } = directory
  if (entry.type === 3) return bytes.u16(entry.at, little)
  return entry.type === 4 ? bytes.u32(entry.at, little) : bytes.u8(entry.at)
}

/** The bytes of a tag; undefined where it is absent or lies beyond the end. */
export function bytesOf(bytes: Bytes, { entries }: TiffDirectory, tag: number): Uint8Array<ArrayBuffer> | undefined {
  const entry = entries.get(tag)
  if (entry === undefined || entry.at + entry.count > bytes.data.length) return undefined
  return bytes.data.subarray(entry.at, entry.at + entry.count)
}
