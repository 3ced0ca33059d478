import type { Bytes } from '#workers/decode/bytes.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { Bits } from './bits.ts'
import { type JxlMetadata, jxlMetadata, jxlSize } from './jxlMetadata.ts'

/** Boxes looked at, at most. */
const maxBoxes = 256

/** What stands at the beginning of a coded picture. */
const codedMark = 0xff0a

/**
 * Header of a JPEG XL file, bare or in boxes: size and colours from the beginning of its coded picture. Decoders turn it upright by themselves.
 * Undefined where there is no coded picture.
 */
export function readJxl(bytes: Bytes): ImageHeader | undefined {
  const bits = codedBits(bytes)
  if (bits === undefined) return undefined
  const size = jxlSize(bits)
  const { animated, colours } = jxlMetadata(bits)
  const { isPlain: _, ...meaning } = colours
  return { size, mayHaveAlpha: true, animated, orientation: 1, ...meaning }
}

/** What a JPEG XL file says of its samples and colours; undefined where there is no coded picture. */
export function readJxlMetadata(bytes: Bytes): JxlMetadata | undefined {
  const bits = codedBits(bytes)
  if (bits === undefined) return undefined
  jxlSize(bits)
  return jxlMetadata(bits)
}

/** The coded picture behind its mark. */
function codedBits(bytes: Bytes): Bits | undefined {
  const start = bytes.u16(0) === codedMark ? 0 : codedStart(bytes)
  return start === undefined || bytes.u16(start) !== codedMark ? undefined : new Bits(bytes, start + 2)
}

/** Where the coded picture begins: in a box of its own, or in the first of several, behind its number. */
function codedStart(bytes: Bytes): number | undefined {
  let at = 0
  for (let boxes = 0; boxes < maxBoxes && !bytes.ranOut; boxes += 1) {
    const [stated, name] = [bytes.u32(at), bytes.text(at + 4, 4)]
    const head = stated === 1 ? 16 : 8
    if (name === 'jxlc') return at + head
    if (name === 'jxlp') return at + head + 4
    const length = stated === 1 ? bytes.u32(at + 8) * 2 ** 32 + bytes.u32(at + 12) : stated
    // Zero means up to the end of the file.
    if (length < head) return undefined
    at += length
  }
  return undefined
}
