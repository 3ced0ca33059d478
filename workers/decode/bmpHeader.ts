import type { Bytes } from './bytes.ts'
import { densityOf } from './density.ts'
import type { ImageHeader } from './imageHeader.ts'

/** Header of a Windows bitmap: the old short one or any of the later ones. A negative height means rows from the top. */
export function readBmp(bytes: Bytes): ImageHeader {
  const isShort = bytes.u32(14, true) === 12
  const size = isShort
    ? { width: bytes.u16(18, true), height: bytes.u16(20, true) }
    : { width: bytes.i32(18, true), height: Math.abs(bytes.i32(22, true)) }
  const bitsPerPixel = bytes.u16(isShort ? 24 : 28, true)
  const density = isShort ? undefined : densityOf(bytes.i32(38, true), bytes.i32(42, true), 1)
  return {
    size,
    mayHaveAlpha: bitsPerPixel === 32 || bitsPerPixel === 16,
    animated: false,
    gamut: 'srgb',
    orientation: 1,
    ...(density === undefined ? {} : { density }),
  }
}
