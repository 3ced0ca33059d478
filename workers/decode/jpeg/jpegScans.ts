import { Bytes } from '#workers/decode/bytes.ts'

export interface JpegScans {
  end: 'whole' | 'cut-short' | 'broken'
  /** Where what can be trusted ends: behind the end mark, or where it was expected. */
  at: number
  /** How many scans are there, the last of them perhaps in part. */
  scans: number
}

/** Walks a JPEG file from mark to mark (ITU T.81, B.1 and B.2) up to its end mark; what follows that is no part of the picture. */
export function jpegScans(file: Uint8Array<ArrayBuffer>): JpegScans {
  const bytes = new Bytes(file)
  let scans = 0
  let at = 2
  while (at + 2 <= file.length) {
    if (bytes.u8(at) !== 0xff) return { end: 'broken', at, scans }
    const mark = bytes.u8(at + 1)
    // A filling byte, or a mark without data.
    if (mark === 0xff || mark === 0x01 || (mark >= 0xd0 && mark <= 0xd8)) {
      at += mark === 0xff ? 1 : 2
      continue
    }
    if (mark === 0xd9) return { end: scans > 0 ? 'whole' : 'broken', at: at + 2, scans }
    // Marks that mean nothing are bytes of a scan that were changed.
    if (mark < 0xc0) return { end: 'broken', at, scans }
    const length = bytes.u16(at + 2)
    if (length < 2) return { end: 'broken', at, scans }
    if (at + 2 + length > file.length) break
    at += 2 + length
    if (mark !== 0xda) continue
    scans += 1
    at = scanEnd(file, at)
  }
  return { end: 'cut-short', at: dataEnd(file), scans }
}

/** The next mark that does not belong to a scan's own data; the end of the file where there is none. */
function scanEnd(file: Uint8Array, start: number): number {
  for (let at = file.indexOf(0xff, start); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at)) {
    const mark = file[at + 1] ?? 0
    if (mark !== 0 && (mark < 0xd0 || mark > 0xd7)) return at
    at += 2
  }
  return file.length
}

/** A card that lost the end of a file leaves zeros in its place. */
function dataEnd(file: Uint8Array): number {
  let end = file.length
  while (end > 0 && file[end - 1] === 0) end -= 1
  return file[end - 1] === 0xff ? end - 1 : end
}
