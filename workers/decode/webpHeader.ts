import type { Size } from '#core/geometry.ts'
import type { Bytes } from './bytes.ts'
import { harmlessCameraData } from './cameraData.ts'
import { type Density, tiffDensity } from './density.ts'
import type { Gamut } from './gamut.ts'
import { profileGamut } from './iccGamut.ts'
import type { ImageHeader } from './imageHeader.ts'
import { type ExifOrientation, exifOrientation } from './tiffTags.ts'

/** Bits of the first byte of VP8X. */
const animationFlag = 0x02
const exifFlag = 0x08
const alphaFlag = 0x10

/** Reads a WebP file (RFC 9649): a bare lossy or lossless picture, or the chunks of an extended one, of which EXIF is the last but one. */
export function readWebp(bytes: Bytes): ImageHeader | undefined {
  const first = bytes.text(12, 4)
  if (first === 'VP8 ') return still(lossySize(bytes, 20), false)
  if (first === 'VP8L') return still(losslessSize(bytes, 20), (bytes.u8(24) & 0x10) !== 0)
  if (first !== 'VP8X') return undefined
  const flags = bytes.u8(20)
  const size = { width: bytes.u24(24, true) + 1, height: bytes.u24(27, true) + 1 }
  const found = extendedChunks(bytes, flags)
  const patch = found.exif === undefined ? {} : { patch: { at: found.exif.at, bytes: found.exif.upright } }
  return {
    size,
    mayHaveAlpha: (flags & alphaFlag) !== 0 || (flags & animationFlag) !== 0,
    animated: found.frames > 1,
    gamut: found.gamut,
    orientation: found.exif?.orientation ?? 1,
    ...patch,
    ...(found.camera === undefined ? {} : { camera: found.camera }),
    ...(found.density === undefined ? {} : { density: found.density }),
  }
}

interface Found {
  frames: number
  gamut: Gamut
  exif?: ExifOrientation
  camera?: Uint8Array<ArrayBuffer>
  density?: Density
}

/** Walks the chunks behind VP8X, no further than the flags say that there is something to find. */
function extendedChunks(bytes: Bytes, flags: number): Found {
  const end = bytes.u32(4, true) + 8
  const wanted = (flags & animationFlag) === 0 ? 0 : 2
  let frames = 0
  let gamut: Gamut = 'srgb'
  for (let at = 30; at + 8 <= end && !bytes.ranOut; ) {
    const name = bytes.text(at, 4)
    const length = bytes.u32(at + 4, true)
    if (name === 'ANMF') frames += 1
    if (name === 'ICCP') gamut = profileGamut(bytes, at + 8, at + 8 + length)
    if (name === 'EXIF') {
      // Some programs write the prefix that belongs to JPEG.
      const start = at + 8 + (bytes.text(at + 8, 4) === 'Exif' ? 6 : 0)
      const exif = exifOrientation(bytes, start, at + 8 + length)
      const camera = harmlessCameraData(bytes, start, at + 8 + length)
      const density = tiffDensity(bytes, start, at + 8 + length)
      const rest = { ...(camera === undefined ? {} : { camera }), ...(density === undefined ? {} : { density }) }
      return { frames, gamut, ...(exif === undefined ? {} : { exif }), ...rest }
    }
    const isPicture = name === 'VP8 ' || name === 'VP8L' || name === 'ANMF'
    if (isPicture && (flags & exifFlag) === 0 && frames >= wanted) break
    at += 8 + length + (length % 2)
  }
  return { frames, gamut }
}

function still(size: Size | undefined, mayHaveAlpha: boolean): ImageHeader | undefined {
  return size && { size, mayHaveAlpha, animated: false, gamut: 'srgb', orientation: 1 }
}

/** Frame header of a VP8 key frame (RFC 6386, 9.1). */
function lossySize(bytes: Bytes, start: number): Size | undefined {
  if (bytes.u24(start + 3) !== 0x9d012a) return undefined
  return { width: bytes.u16(start + 6, true) & 0x3fff, height: bytes.u16(start + 8, true) & 0x3fff }
}

/** 14 bits of width and 14 of height, each less one, behind a signature byte. */
function losslessSize(bytes: Bytes, start: number): Size | undefined {
  if (bytes.u8(start) !== 0x2f) return undefined
  const bits = bytes.u32(start + 1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
