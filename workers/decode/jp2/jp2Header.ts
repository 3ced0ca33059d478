import type { Bytes } from '#workers/decode/bytes.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { profileMeaning } from '#workers/decode/profile/profileMeaning.ts'

/** Boxes looked at, at most. */
const maxBoxes = 256

/** Components looked at, at most: four, and what belongs to them. */
const maxChannels = 16

/** Start of the coded picture, then the segment of its size. */
const codedMark = 0xff4fff51

export interface Jp2Layout {
  /** Where the coded picture begins. */
  coded: number
  /** An ICC profile. */
  profile?: { at: number; end: number }
  /** Number of the colours where no profile tells: 12 is inks, 16 sRGB, 17 grey, 18 light and colour apart. */
  colours?: number
  /** What each channel is for, where it is said: 0 a colour, 1 alpha, 2 alpha that is multiplied into the colours. */
  channels?: number[]
}

/** The samples of a coded picture. */
export interface Jp2Samples {
  components: number
  /** The most that a component has. */
  bits: number
  isSigned: boolean
  /** Whether each pixel has all samples, or the second and third of three components are coarser than the first, by half across, or also down. */
  sampling: 'full' | 'coarse-colours' | 'other'
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
    if (name === 'cdef') found.channels ??= channelsIn(bytes, at + head)
    // The box of headers is looked into, the others are passed over.
    at += name === 'jp2h' ? head : length
  }
  return undefined
}

/** Number of channels, then of each its own number, what it is for, and to which colour it belongs. */
function channelsIn(bytes: Bytes, at: number): number[] {
  const count = Math.min(bytes.u16(at), maxChannels)
  return Array.from({ length: count }, (_, index) => bytes.u16(at + 2 + 6 * index + 2))
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
  return { size, mayHaveAlpha: true, animated: false, orientation: 1, ...colours }
}

/** What the coded picture that begins here says of its samples; undefined where it has more components than any picture. */
export function jp2Samples(bytes: Bytes, coded: number): Jp2Samples | undefined {
  const components = bytes.u16(coded + 40)
  if (components === 0 || components > maxChannels) return undefined
  const each = Array.from({ length: components }, (_, index) => {
    const at = coded + 42 + 3 * index
    return { precision: bytes.u8(at), step: `${bytes.u8(at + 1)} ${bytes.u8(at + 2)}` }
  })
  const steps = each.map(({ step }) => step)
  const isFull = steps.every((step) => step === '1 1')
  const isCoarse = components === 3 && steps[0] === '1 1' && /^2 [12]$/.test(steps[1] ?? '') && steps[1] === steps[2]
  return {
    components,
    bits: Math.max(...each.map(({ precision }) => (precision & 127) + 1)),
    isSigned: each.some(({ precision }) => precision > 127),
    sampling: isFull ? 'full' : isCoarse ? 'coarse-colours' : 'other',
  }
}
