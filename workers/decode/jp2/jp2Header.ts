import type { Bytes } from '#workers/decode/bytes.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { profileMeaning } from '#workers/decode/profile/profileMeaning.ts'

/** Boxes looked at, at most. */
const maxBoxes = 256

/** Start of the coded picture, then the segment of its size. */
const codedMark = 0xff4fff51

export interface Jp2Layout {
  /** Where the coded picture begins. */
  coded: number
  /** An ICC profile. */
  profile?: { at: number; end: number }
  /** Number of the colours where no profile tells: 16 is sRGB, 17 grey. */
  colours?: number
}

/** The boxes of a JPEG 2000 file (ISO/IEC 15444-1, annex I), or a bare coded picture; undefined where there is none. */
export function jp2Layout(bytes: Bytes): Jp2Layout | undefined {
  if (bytes.u32(0) === codedMark) return { coded: 0 }
  const found: Omit<Jp2Layout, 'coded'> = {}
  let at = 0
  for (let boxes = 0; boxes < maxBoxes && !bytes.ranOut; boxes += 1) {
    const [stated, name] = [bytes.u32(at), bytes.text(at + 4, 4)]
    const head = stated === 1 ? 16 : 8
    const length = stated === 1 ? bytes.u32(at + 8) * 2 ** 32 + bytes.u32(at + 12) : stated
    if (name === 'jp2c') return { ...found, coded: at + head }
    if (length < head) return undefined
    if (name === 'colr' && bytes.u8(at + head) === 2) found.profile ??= { at: at + head + 3, end: at + length }
    if (name === 'colr' && bytes.u8(at + head) === 1) found.colours ??= bytes.u32(at + head + 3)
    // The box of headers is looked into, the others are passed over.
    at += name === 'jp2h' ? head : length
  }
  return undefined
}

/** Header of a JPEG 2000 file: the size of the coded picture itself, since that is what gets decoded. */
export function readJp2(bytes: Bytes): ImageHeader | undefined {
  const layout = jp2Layout(bytes)
  if (layout === undefined || bytes.u32(layout.coded) !== codedMark) return undefined
  const { coded, profile } = layout
  const size = {
    width: bytes.u32(coded + 8) - bytes.u32(coded + 16),
    height: bytes.u32(coded + 12) - bytes.u32(coded + 20),
  }
  const colours = profile === undefined ? { gamut: 'srgb' as const } : profileMeaning(bytes, profile.at, profile.end)
  return { size, mayHaveAlpha: false, animated: false, orientation: 1, ...colours }
}

/** Whether all components of the coded picture have as many samples as it has pixels. */
export function hasFullSamples(bytes: Bytes, coded: number): boolean {
  const count = bytes.u16(coded + 40)
  for (let index = 0; index < Math.min(count, 8); index += 1)
    if (bytes.u8(coded + 43 + 3 * index) !== 1 || bytes.u8(coded + 44 + 3 * index) !== 1) return false
  return true
}

/** How many components the coded picture has. */
export function componentsOf(bytes: Bytes, coded: number): number {
  return bytes.u16(coded + 40)
}
