import type { Bytes } from './bytes.ts'
import { harmlessCameraData } from './cameraData.ts'
import { jfifDensity, tiffDensity } from './density.ts'
import type { Gamut } from './gamut.ts'
import { profileGamut } from './iccGamut.ts'
import type { ImageHeader, Patch } from './imageHeader.ts'
import { type ExifOrientation, exifOrientation } from './tiffTags.ts'

/** Walks the segments of a JPEG file up to its first frame header (ITU T.81, B.1.1.3). */
export function readJpeg(bytes: Bytes): ImageHeader | undefined {
  let exif: ExifOrientation | undefined
  let gamut: Gamut = 'srgb'
  let unprofiled: Patch | undefined
  let camera: ImageHeader['camera']
  let [jfif, tiff]: ImageHeader['density'][] = []
  let at = 2
  while (!bytes.ranOut) {
    if (bytes.u8(at) !== 0xff) return undefined
    const marker = bytes.u8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = bytes.u16(at + 2)
    const start = at + 4
    const end = at + 2 + length
    if (isFrameHeader(marker)) {
      const size = { height: bytes.u16(start + 1), width: bytes.u16(start + 3) }
      const turn = exif ?? { orientation: 1 }
      const patch = exif === undefined ? {} : { patch: { at: exif.at, bytes: exif.upright } }
      const density = jfif ?? tiff
      const kept = {
        ...(camera === undefined ? {} : { camera }),
        ...(density === undefined ? {} : { density }),
        ...(unprofiled === undefined ? {} : { unprofiled }),
      }
      return { size, mayHaveAlpha: false, animated: false, gamut, orientation: turn.orientation, ...patch, ...kept }
    }
    if (length < 2 || marker === 0xda || marker === 0xd9) return undefined
    if (marker === 0xe1 && bytes.text(start, 6) === 'Exif\0\0') {
      exif ??= exifOrientation(bytes, start + 6, end)
      camera ??= harmlessCameraData(bytes, start + 6, end)
      tiff ??= tiffDensity(bytes, start + 6, end)
    }
    if (marker === 0xe0) jfif ??= jfifDensity(bytes, start)
    // Only the first part of a profile is looked at: its table of tags and its primaries stand at the beginning.
    if (marker === 0xe2 && bytes.text(start, 13) === 'ICC_PROFILE\0\x01') {
      gamut = profileGamut(bytes, start + 14, end)
      const isWhole = bytes.u8(start + 13) === 1
      if (isWhole) unprofiled = { at: start, bytes: new TextEncoder().encode('NO_ICC') }
    }
    at = end
  }
  return undefined
}

/** SOF0 to SOF15 without DHT, JPG and DAC, which stand among them. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}
