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
  /** Whether places are told in 8 bytes (BigTIFF). */
  isBig: boolean
  entries: ReadonlyMap<number, TiffEntry>
  /** Where the next directory begins, 0 where there is none. */
  next: number
}

/** Bytes of one value by its type (TIFF 6.0, section 2; BigTIFF), as far as pictures are described by them: bytes, texts, shorts, longs, bytes of no type, long longs. */
const valueBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 7: 1, 16: 8, 18: 8 }

const bigVersion = 43

/** Reads the directory that begins here; without a place, the first of the file. Files of the large kind have places and counts of 8 bytes. */
export function readDirectory(bytes: Bytes, place?: number): TiffDirectory {
  const little = bytes.u16(0) === 0x4949
  const isBig = bytes.u16(2, little) === bigVersion
  const word = isBig ? 8 : 4
  const read = (at: number) => (isBig ? bytes.u64(at, little) : bytes.u32(at, little))
  const start = place ?? read(isBig ? 8 : 4)
  const first = start + (isBig ? 8 : 2)
  const count = isBig ? bytes.u64(start, little) : bytes.u16(start, little)
  const entryBytes = 4 + 2 * word
  const entries = new Map<number, TiffEntry>()
  for (let index = 0; index < count && !bytes.ranOut; index += 1) {
    const entry = first + index * entryBytes
    const [type, values] = [bytes.u16(entry + 2, little), read(entry + 4)]
    const length = (valueBytes[type] ?? 0) * values
    if (length === 0) continue
    // What is no longer than a place stands in the entry itself.
    const at = length <= word ? entry + 4 + word : read(entry + 4 + word)
    entries.set(bytes.u16(entry, little), { at, type, count: values })
  }
  const end = first + count * entryBytes
  // Some programs write nothing behind the last directory.
  return { little, isBig, entries, next: end + word <= bytes.data.length ? read(end) : 0 }
}

/** All numbers of a tag, no more than the file has room for; undefined where the tag is absent. */
export function numbersOf(bytes: Bytes, directory: TiffDirectory, tag: number): number[] | undefined {
  const entry = directory.entries.get(tag)
  if (entry === undefined) return undefined
  const size = valueBytes[entry.type] ?? 1
  const count = Math.min(entry.count, Math.max(0, Math.ceil((bytes.data.length - entry.at) / size)))
  return Array.from({ length: count }, (_, index) => valueAt(bytes, directory, entry, entry.at + size * index))
}

function valueAt(bytes: Bytes, { little }: TiffDirectory, { type }: TiffEntry, at: number): number {
  const size = valueBytes[type] ?? 1
  if (size === 8) return bytes.u64(at, little)
  return size === 1 ? bytes.u8(at) : size === 2 ? bytes.u16(at, little) : bytes.u32(at, little)
}

/** The first number of a tag, or what counts where it is absent. */
export function numberOf(bytes: Bytes, directory: TiffDirectory, tag: number, otherwise: number): number {
  const entry = directory.entries.get(tag)
  if (entry === undefined) return otherwise
  return valueAt(bytes, directory, entry, entry.at)
}

/** The bytes of a tag; undefined where it is absent or lies beyond the end. */
export function bytesOf(bytes: Bytes, { entries }: TiffDirectory, tag: number): Uint8Array<ArrayBuffer> | undefined {
  const entry = entries.get(tag)
  if (entry === undefined || entry.at + entry.count > bytes.data.length) return undefined
  return bytes.data.subarray(entry.at, entry.at + entry.count)
}
