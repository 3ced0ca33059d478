import type { Size } from '#core/geometry.ts'
import type { Bits } from './bits.ts'
import { type JxlColours, jxlColours, plainColours } from './jxlColours.ts'

/** What follows the size of a JPEG XL picture. */
export interface JxlMetadata {
  animated: boolean
  /** Of a sample. */
  bits: number
  /** Whether samples are kept as the numbers of its colours (without loss, or as JPEG has them), or as eyes see them, to be brought back. */
  isVerbatim: boolean
  colours: JxlColours
  /** The place of the bits that tell the colours; absent where all is as usual. */
  coloursAt?: number
  /** Whether more is told behind the colours: how bright the picture is. */
  hasMore: boolean
}

/** Width to height by the number that stands for it (ISO/IEC 18181-1, size header). */
const ratios = [1, 12 / 10, 4 / 3, 3 / 2, 16 / 9, 5 / 4, 2]

const [alphaChannel, spotChannel, filterChannel] = [0, 2, 5]

/** Reads the size of a picture, as it is stored. */
export function jxlSize(bits: Bits): Size {
  const isSmall = bits.flag()
  return sizeBy(bits, () => 1 + (isSmall ? bits.read(5) * 8 + 7 : bits.read([9, 13, 18, 30][bits.read(2)] ?? 30)))
}

/** Reads what follows the size, up to the colours. */
export function jxlMetadata(bits: Bits): JxlMetadata {
  if (bits.flag()) return { animated: false, bits: 8, isVerbatim: false, colours: plainColours, hasMore: false }
  const hasMore = bits.flag()
  const animated = hasMore && readsAnimation(bits)
  const depth = readDepth(bits)
  // How large numbers may grow meanwhile.
  bits.skip(1)
  const channels = bits.number([
    [0, 0],
    [1, 0],
    [2, 4],
    [1, 12],
  ])
  for (let channel = 0; channel < channels && !bits.ranOut; channel += 1) skipChannel(bits)
  const isVerbatim = !bits.flag()
  const coloursAt = bits.at
  return { animated, bits: depth, isVerbatim, colours: jxlColours(bits), coloursAt, hasMore }
}

/** Reads how the picture is shown: turned, with a preview, moving. */
function readsAnimation(bits: Bits): boolean {
  bits.skip(3)
  if (bits.flag()) jxlSize(bits)
  if (bits.flag()) skipPreview(bits)
  if (!bits.flag()) return false
  bits.number([
    [100, 0],
    [1000, 0],
    [1, 10],
    [1, 30],
  ])
  bits.number([
    [1, 0],
    [1001, 0],
    [1, 8],
    [1, 10],
  ])
  bits.number([
    [0, 0],
    [0, 3],
    [0, 16],
    [0, 32],
  ])
  bits.skip(1)
  return true
}

function skipPreview(bits: Bits): void {
  const inEights = bits.flag()
  sizeBy(bits, () =>
    inEights
      ? 8 *
        bits.number([
          [16, 0],
          [32, 0],
          [1, 5],
          [33, 9],
        ])
      : bits.number([
          [1, 6],
          [65, 8],
          [321, 10],
          [1345, 12],
        ]),
  )
}

/** Height, then width, or the number of their ratio. */
function sizeBy(bits: Bits, side: () => number): Size {
  const height = side()
  const ratio = ratios[bits.read(3) - 1]
  return { width: ratio === undefined ? side() : Math.floor(height * ratio), height }
}

/** Bits of a sample; of one that is a fraction it says more. */
function readDepth(bits: Bits): number {
  const isFraction = bits.flag()
  const [first, second, third] = isFraction ? [32, 16, 24] : [8, 10, 12]
  const depth = bits.number([
    [first, 0],
    [second, 0],
    [third, 0],
    [1, 6],
  ])
  if (isFraction) bits.skip(4)
  return depth
}

/** A channel beside the colours: alpha, depth, an ink. */
function skipChannel(bits: Bits): void {
  if (bits.flag()) return
  const kind = bits.name()
  readDepth(bits)
  bits.number([
    [0, 0],
    [3, 0],
    [4, 0],
    [1, 3],
  ])
  const nameBytes = bits.number([
    [0, 0],
    [0, 4],
    [16, 5],
    [48, 10],
  ])
  bits.skip(8 * nameBytes)
  if (kind === alphaChannel) bits.skip(1)
  if (kind === spotChannel) bits.skip(4 * 16)
  if (kind === filterChannel)
    bits.number([
      [1, 0],
      [0, 2],
      [3, 4],
      [19, 8],
    ])
}
