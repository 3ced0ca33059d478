import type { Bytes } from './bytes.ts'
import { asOrientation, type Orientation } from './orientation.ts'

/** The orientation in a block of EXIF data, and where its value stands in the file, so that it can be overwritten. */
export interface ExifOrientation {
  orientation: Orientation
  at: number
  /** The value 1 in the block's byte order. */
  upright: Uint8Array<ArrayBuffer>
}

interface Tag {
  /** Where the value stands. */
  at: number
  value: number
}

/** The numeric tags of the first directory of a TIFF structure that begins at `start`. */
function firstDirectory(bytes: Bytes, start: number, end: number): Map<number, Tag> {
  const tags = new Map<number, Tag>()
  const littleEndian = bytes.u16(start) === 0x4949
  const directory = start + bytes.u32(start + 4, littleEndian)
  if (directory + 2 > end) return tags
  const count = Math.min(bytes.u16(directory, littleEndian), Math.floor((end - directory - 2) / 12))
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12
    const isLong = bytes.u16(entry + 2, littleEndian) === 4
    const at = entry + 8
    const value = isLong ? bytes.u32(at, littleEndian) : bytes.u16(at, littleEndian)
    tags.set(bytes.u16(entry, littleEndian), { at, value })
  }
  return tags
}

const orientationTag = 0x112

/** Finds the orientation in EXIF data (a TIFF structure) that lies between these two places of the file; undefined where there is none. */
export function exifOrientation(bytes: Bytes, start: number, end: number): ExifOrientation | undefined {
  const order = bytes.u16(start)
  if (order !== 0x4949 && order !== 0x4d4d) return undefined
  const tag = firstDirectory(bytes, start, end).get(orientationTag)
  if (tag === undefined) return undefined
  const upright = Uint8Array.from(order === 0x4949 ? [1, 0] : [0, 1])
  return { orientation: asOrientation(tag.value), at: tag.at, upright }
}
