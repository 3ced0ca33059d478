import type { Bytes } from './bytes.ts'

/**
 * Harmless tags of EXIF 3.0 (CIPA DC-008) that hold text: maker and model of camera and lens, and when.
 * Not among them: owner, artist, copyright, comments, serial numbers, software, names of files, and the time zone, which hints at the place.
 */
const textTags = new Set([0x010f, 0x0110, 0x0132, 0x9003, 0x9004, 0xa433, 0xa434])

/** Harmless tags that hold a few numbers: exposure, aperture, sensitivity, flash, focal length and the like. */
const numberTags = new Set([
  0x829a, 0x829d, 0x8822, 0x8827, 0x8830, 0x8831, 0x8832, 0x9201, 0x9202, 0x9203, 0x9204, 0x9205, 0x9206, 0x9207,
  0x9208, 0x9209, 0x920a, 0xa20e, 0xa20f, 0xa210, 0xa217, 0xa402, 0xa403, 0xa404, 0xa405, 0xa406, 0xa408, 0xa409,
  0xa40a, 0xa40c, 0xa432,
])

const orientationTag = 0x0112
const exifDirectoryTag = 0x8769

/** Longest text and most numbers that are kept: what is longer is not what the tag is for. */
const maxTextBytes = 64
const maxNumbers = 4

/** Bytes of one value by its type (TIFF 6.0, section 2); text is type 2. Bytes of no type (7) could be anything and are never kept. */
const valueBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 8: 2, 9: 4, 10: 8 }

interface Entry {
  tag: number
  type: number
  count: number
  data: Uint8Array
}

/**
 * The harmless part of the EXIF data between these two places, as a TIFF structure made anew: nothing is in it but the tags named above, and the orientation 1,
 * since the picture is turned upright. Undefined where there is nothing harmless. Never throws.
 */
export function harmlessCameraData(bytes: Bytes, start: number, end: number): Uint8Array<ArrayBuffer> | undefined {
  const order = bytes.u16(start)
  if (order !== 0x4949 && order !== 0x4d4d) return undefined
  const little = order === 0x4949
  const base = { start, end, little }
  const first = entriesOf(bytes, start + bytes.u32(start + 4, little), base)
  const pointer = first.find(({ tag }) => tag === exifDirectoryTag)
  const deeper = pointer === undefined ? [] : entriesOf(bytes, start + numberIn(pointer.data, little), base)
  const kept = [harmless(first), harmless(deeper)] as const
  if (kept[0].length + kept[1].length === 0) return undefined
  return written(kept[0], kept[1], little)
}

interface Base {
  start: number
  end: number
  little: boolean
}

function entriesOf(bytes: Bytes, directory: number, { start, end, little }: Base): Entry[] {
  if (directory < start || directory + 2 > end) return []
  const count = Math.min(bytes.u16(directory, little), Math.floor((end - directory - 2) / 12))
  const entries: Entry[] = []
  for (let index = 0; index < count; index += 1) {
    const at = directory + 2 + index * 12
    const [tag, type, values] = [bytes.u16(at, little), bytes.u16(at + 2, little), bytes.u32(at + 4, little)]
    const length = (valueBytes[type] ?? 0) * values
    const place = length <= 4 ? at + 8 : start + bytes.u32(at + 8, little)
    if (length === 0 || length > maxTextBytes * 2 || place + length > end) continue
    entries.push({ tag, type, count: values, data: bytes.slice(place, length) })
  }
  return entries
}

function harmless(entries: Entry[]): Entry[] {
  return entries.flatMap((entry): Entry[] => {
    if (numberTags.has(entry.tag)) return entry.type !== 2 && entry.count <= maxNumbers ? [entry] : []
    if (!textTags.has(entry.tag) || entry.type !== 2) return []
    const data = printable(entry.data)
    return data.length < 2 ? [] : [{ ...entry, count: data.length, data }]
  })
}

/** The text up to its first zero: something else could be hidden behind it. */
function printable(text: Uint8Array): Uint8Array {
  const letters = text.subarray(0, maxTextBytes - 1)
  const end = letters.findIndex((letter) => letter < 0x20 || letter > 0x7e)
  return Uint8Array.of(...letters.subarray(0, end < 0 ? letters.length : end), 0)
}

function numberIn(data: Uint8Array, little: boolean): number {
  return data.length < 4 ? 0 : new DataView(data.buffer, data.byteOffset).getUint32(0, little)
}

/** Header, the first directory with its data, and the one of the exposure with its. */
function written(first: Entry[], deeper: Entry[], little: boolean): Uint8Array<ArrayBuffer> {
  const upright: Entry = { tag: orientationTag, type: 3, count: 1, data: Uint8Array.from(little ? [1, 0] : [0, 1]) }
  const pointer: Entry = { tag: exifDirectoryTag, type: 4, count: 1, data: new Uint8Array(4) }
  const top = [...first, upright, ...(deeper.length === 0 ? [] : [pointer])]
  const deeperPlace = 8 + directoryBytes(top)
  new DataView(pointer.data.buffer).setUint32(0, deeperPlace, little)
  const bytes = new Uint8Array(deeperPlace + (deeper.length === 0 ? 0 : directoryBytes(deeper)))
  const view = new DataView(bytes.buffer)
  bytes.set(little ? [0x49, 0x49] : [0x4d, 0x4d])
  view.setUint16(2, 42, little)
  view.setUint32(4, 8, little)
  writeDirectory(bytes, 8, top, little)
  if (deeper.length > 0) writeDirectory(bytes, deeperPlace, deeper, little)
  return bytes
}

/** Values of more than four bytes stand behind the directory, at even places. */
function outsideBytes({ data }: Entry): number {
  return data.length <= 4 ? 0 : data.length + (data.length % 2)
}

function directoryBytes(entries: Entry[]): number {
  return 6 + entries.length * 12 + entries.reduce((sum, entry) => sum + outsideBytes(entry), 0)
}

function writeDirectory(bytes: Uint8Array<ArrayBuffer>, at: number, entries: Entry[], little: boolean): void {
  const view = new DataView(bytes.buffer)
  view.setUint16(at, entries.length, little)
  let outside = at + 6 + entries.length * 12
  for (const [index, entry] of [...entries].sort((one, other) => one.tag - other.tag).entries()) {
    const place = at + 2 + index * 12
    view.setUint16(place, entry.tag, little)
    view.setUint16(place + 2, entry.type, little)
    view.setUint32(place + 4, entry.count, little)
    const isInside = entry.data.length <= 4
    if (!isInside) view.setUint32(place + 8, outside, little)
    bytes.set(entry.data, isInside ? place + 8 : outside)
    outside += outsideBytes(entry)
  }
}
