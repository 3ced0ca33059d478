import { Bytes } from '#workers/decode/bytes.ts'
import type { Wholeness } from './wholeness.ts'

/** Tags of the places and lengths of strips, and of tiles (TIFF 6.0, sections 8 and 15). */
const places = new Set([273, 324])
const lengths = new Set([279, 325])

/** By the strips or tiles of the first directory: all of them have to lie within the file. */
export function tiffStructure(file: Uint8Array<ArrayBuffer>): Wholeness {
  const bytes = new Bytes(file)
  const little = bytes.u16(0) === 0x4949
  const directory = bytes.u32(4, little)
  const count = bytes.u16(directory, little)
  let found: { place?: number[]; length?: number[] } = {}
  for (let entry = directory + 2; entry < directory + 2 + 12 * count && !bytes.ranOut; entry += 12) {
    const tag = bytes.u16(entry, little)
    if (places.has(tag)) found = { ...found, place: numbersOf(bytes, entry, little) }
    if (lengths.has(tag)) found = { ...found, length: numbersOf(bytes, entry, little) }
  }
  if (bytes.ranOut) return 'cut-short'
  const { place, length } = found
  if (place === undefined || length === undefined) return 'broken'
  return place.some((start, index) => start + (length[index] ?? 0) > file.length) ? 'cut-short' : 'whole'
}

/** The numbers of an entry: type 3 has 16 bits each, 4 has 32; up to four bytes of them stand in the entry itself. */
function numbersOf(bytes: Bytes, entry: number, little: boolean): number[] {
  const size = bytes.u16(entry + 2, little) === 3 ? 2 : 4
  const count = Math.min(bytes.u32(entry + 4, little), Math.ceil(bytes.data.length / size))
  const start = count * size <= 4 ? entry + 8 : bytes.u32(entry + 8, little)
  return Array.from({ length: count }, (_, index) =>
    size === 2 ? bytes.u16(start + 2 * index, little) : bytes.u32(start + 4 * index, little),
  )
}
