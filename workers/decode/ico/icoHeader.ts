import { Bytes } from '#workers/decode/bytes.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { readPng } from '#workers/decode/pngHeader.ts'
import { largestEntry } from './icoEntry.ts'

/** Header of the largest picture of an icon or cursor file: that of a PNG file, or of a bitmap twice as high as it is, for its mask. */
export function readIco(bytes: Bytes): ImageHeader | undefined {
  const entry = largestEntry(bytes)
  if (entry === undefined) return undefined
  if (entry.isPng) return readPng(new Bytes(bytes.slice(entry.at, entry.length)))
  const size = { width: bytes.i32(entry.at + 4, true), height: Math.floor(bytes.i32(entry.at + 8, true) / 2) }
  return { size, mayHaveAlpha: true, animated: false, gamut: 'srgb', orientation: 1 }
}
