import { Unzlib } from 'fflate'
import { crc32 } from '#workers/encode/png/crc32.ts'
import { Bytes } from './bytes.ts'
import { harmlessCameraData } from './cameraData.ts'
import { densityOf, tiffDensity } from './density.ts'
import { type Gamut, gamutOfCodePoints } from './gamut.ts'
import { isOutsideSrgb, profileGamut } from './iccGamut.ts'
import type { ImageHeader, Patch } from './imageHeader.ts'
import { type ExifOrientation, exifOrientation } from './tiffTags.ts'

/** Reads the chunks of a PNG file up to its first pixels (PNG specification, third edition, 5.6 and 11). */
export function readPng(bytes: Bytes): ImageHeader | undefined {
  if (bytes.text(12, 4) !== 'IHDR') return undefined
  const size = { width: bytes.u32(16), height: bytes.u32(20) }
  let mayHaveAlpha = (bytes.u8(25) & 4) !== 0
  let animated = false
  // What counts is the code points before the profile, and the profile before the primaries (11.3.2).
  const gamuts: { codePoints?: Gamut; profile?: Gamut; primaries?: Gamut } = {}
  let camera: ImageHeader['camera']
  let density: ImageHeader['density']
  let exif: ExifOrientation | undefined
  let patch: Patch | undefined
  for (let at = 33; !bytes.ranOut; ) {
    const length = bytes.u32(at)
    const name = bytes.text(at + 4, 4)
    const start = at + 8
    if (name === 'IDAT' || name === 'IEND') break
    if (!/^[a-zA-Z]{4}$/.test(name) || length > 0x7fffffff) return undefined
    // Unit 1 is the metre.
    if (name === 'pHYs' && bytes.u8(start + 8) === 1) density = densityOf(bytes.u32(start), bytes.u32(start + 4), 1)
    if (name === 'tRNS') mayHaveAlpha = true
    if (name === 'acTL') animated = bytes.u32(start) > 1
    if (name === 'cICP') gamuts.codePoints = gamutOfCodePoints(bytes.u8(start), bytes.u8(start + 1))
    if (name === 'iCCP') gamuts.profile = packedGamut(bytes.slice(start, length))
    if (name === 'sRGB') gamuts.profile ??= 'srgb'
    if (name === 'cHRM') gamuts.primaries = hasWidePrimaries(bytes, start) ? 'wide' : 'srgb'
    if (name === 'eXIf' && exif === undefined) {
      exif = exifOrientation(bytes, start, start + length)
      camera = harmlessCameraData(bytes, start, start + length)
      density ??= tiffDensity(bytes, start, start + length)
      if (exif !== undefined) patch = patchedExif(bytes, at, length, exif)
    }
    at = start + length + 4
  }
  const orientation = exif?.orientation ?? 1
  const gamut = gamuts.codePoints ?? gamuts.profile ?? gamuts.primaries ?? 'srgb'
  const rest = {
    ...(patch === undefined ? {} : { patch }),
    ...(camera === undefined ? {} : { camera }),
    ...(density === undefined ? {} : { density }),
  }
  return { size, mayHaveAlpha, animated, gamut, orientation, ...rest }
}

/** Red, green and blue in cHRM follow the white point, in units of 1/100000. */
function hasWidePrimaries(bytes: Bytes, start: number): boolean {
  return [8, 16, 24].some((offset) =>
    isOutsideSrgb([bytes.u32(start + offset) / 1e5, bytes.u32(start + offset + 4) / 1e5], 'd65'),
  )
}

/** How much of a compressed profile is unpacked, so that none can blow up; profiles that have primaries are smaller. */
const maxProfileBytes = 16_384

/** The profile follows its name, a zero and the number of the only compression method there is. */
function packedGamut(chunk: Uint8Array<ArrayBuffer>): Gamut {
  const packed = chunk.subarray(chunk.indexOf(0) + 2, maxProfileBytes)
  let gamut: Gamut = 'srgb'
  const stream = new Unzlib((part) => {
    const profile = Uint8Array.from(part)
    if (gamut === 'srgb') gamut = profileGamut(new Bytes(profile), 0, profile.length)
  })
  try {
    stream.push(packed)
  } catch {
    // A damaged profile is the decoder's business; here it only means that nothing is known of it.
  }
  return gamut
}

/** The rest of the eXIf chunk from the orientation on, with a checksum that fits the new value. */
function patchedExif(bytes: Bytes, at: number, length: number, exif: ExifOrientation): Patch {
  const chunk = Uint8Array.from(bytes.slice(at + 4, length + 8))
  const from = exif.at - (at + 4)
  if (chunk.length < length + 8 || from < 0 || from + 2 > length + 4) return { at: exif.at, bytes: exif.upright }
  chunk.set(exif.upright, from)
  new DataView(chunk.buffer).setUint32(length + 4, crc32(chunk.subarray(0, length + 4)))
  return { at: exif.at, bytes: chunk.slice(from) }
}
