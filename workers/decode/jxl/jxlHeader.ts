import type { Size } from '#core/geometry.ts'
import type { Bytes } from '#workers/decode/bytes.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { Bits } from './bits.ts'

/** Boxes looked at, at most. */
const maxBoxes = 256

/** Width to height by the number that stands for it (ISO/IEC 18181-1, size header). */
const ratios = [1, 12 / 10, 4 / 3, 3 / 2, 16 / 9, 5 / 4, 2]

/**
 * Header of a JPEG XL file, bare or in boxes: the size at the beginning of its coded picture. Decoders turn it upright and bring it into sRGB by themselves.
 * Undefined where there is no coded picture.
 */
export function readJxl(bytes: Bytes): ImageHeader | undefined {
  const start = bytes.u16(0) === 0xff0a ? 0 : codedStart(bytes)
  if (start === undefined || bytes.u16(start) !== 0xff0a) return undefined
  const bits = new Bits(bytes, start + 2)
  const size = sizeOf(bits)
  return { size, mayHaveAlpha: true, animated: isAnimated(bits), gamut: 'srgb', orientation: 1 }
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

function sizeOf(bits: Bits): Size {
  const isSmall = bits.read(1) === 1
  const side = () => 1 + (isSmall ? bits.read(5) * 8 + 7 : bits.read([9, 13, 18, 30][bits.read(2)] ?? 30))
  const height = side()
  const ratio = ratios[bits.read(3) - 1]
  return { width: ratio === undefined ? side() : Math.floor(height * ratio), height }
}

/** By the beginning of what follows the size; where a preview stands before the answer, it is not asked. */
function isAnimated(bits: Bits): boolean {
  const [isAllUsual, hasMore] = [bits.read(1), bits.read(1)]
  if (isAllUsual === 1 || hasMore === 0) return false
  bits.read(3)
  if (bits.read(1) === 1) sizeOf(bits)
  const hasPreview = bits.read(1) === 1
  return !hasPreview && bits.read(1) === 1
}
