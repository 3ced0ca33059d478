import type { Bytes } from './bytes.ts'
import type { ImageHeader } from './imageHeader.ts'

/** Reads a GIF file (version 89a) up to its second picture, or to its end where there is only one. */
export function readGif(bytes: Bytes): ImageHeader | undefined {
  const size = { width: bytes.u16(6, true), height: bytes.u16(8, true) }
  let frames = 0
  let at = 13 + colourTableBytes(bytes.u8(10))
  while (frames < 2 && !bytes.ranOut) {
    const block = bytes.u8(at)
    if (block === 0x2c) {
      frames += 1
      if (frames < 2) at = afterSubBlocks(bytes, at + 11 + colourTableBytes(bytes.u8(at + 9)))
    } else if (block === 0x21) {
      at = afterSubBlocks(bytes, at + 2)
    } else break
  }
  if (frames === 0) return undefined
  return { size, mayHaveAlpha: true, animated: frames > 1, gamut: 'srgb', orientation: 1 }
}

function colourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1)
}

function afterSubBlocks(bytes: Bytes, start: number): number {
  let at = start
  for (let length = bytes.u8(at); length > 0; length = bytes.u8(at)) at += 1 + length
  return at + 1
}
