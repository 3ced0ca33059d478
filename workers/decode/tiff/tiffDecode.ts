import type { Rect } from '#core/geometry.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import type { Decoded } from '#workers/decode/decoded.ts'
import { deepInOurColours } from '#workers/decode/deep/deepColours.ts'
import { roundedDeep, uprightDeep } from '#workers/decode/deep/deepPixels.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { placeTile, uprightSize } from '#workers/decode/orientation.ts'
import { type ProfileConverter, profileConverter } from '#workers/decode/profile/profileConverter.ts'
import { inOurColours } from '#workers/decode/profiled.ts'
import { jpegPiece } from './jpegPiece.ts'
import { sampleReader } from './samples.ts'
import { type DeepPicture, deepPicture } from './tiffDeep.ts'
import { piecesOf, type TiffPicture, tiffColours, tiffPicture } from './tiffPicture.ts'
import { rowWriter } from './tiffPixel.ts'
import { unpackerOf } from './unpack.ts'

const jpegCompression = 7

/**
 * Decodes the first page of a TIFF file, BigTIFF too: grey, RGB, palette, CMYK or Lab of 1 to 32 bits or of floating-point numbers from 0 to 1, in strips or
 * tiles, plain or packed by LZW, deflate, Zstandard, run lengths, fax or JPEG. Colours of a profile are converted before they are rounded to 8 bits.
 * What is missing of it stays transparent. A reader of our own, since those that are kept as libraries leave out CMYK, turning or alpha, or ask for a hundred
 * kilobytes of what maps need. Fails with `tiff` for variants that are not known here, and with `damaged` where nothing makes sense.
 * @param keepsDepth whether samples of 16 bits are given, too
 */
export async function decodeTiff(
  file: Uint8Array<ArrayBuffer>,
  header: ImageHeader,
  keepsDepth = false,
): Promise<Outcome<Decoded>> {
  const found = tiffPicture(new Bytes(file))
  if (!found.ok) return found
  const picture = found.value
  const upright = new Uint32Array(picture.size.width * picture.size.height)
  const place = (pixels: Uint32Array, tile: Rect) => placeTile(upright, picture.size, header.orientation, pixels, tile)
  const isJpeg = picture.compression === jpegCompression
  const converter = isJpeg ? undefined : await converterFor(picture, header)
  const deep = keepsDepth && !isJpeg ? deepPicture(picture) : undefined
  try {
    const isWhole = isJpeg
      ? await placeJpegs(file, picture, place)
      : placeSamples(file, picture, place, converter, deep)
    if (isWhole === undefined) return failure('tiff', 'packing')
    const size = uprightSize(picture.size, header.orientation)
    const colourSpace = isWhole && deep !== undefined ? await deepInOurColours(deep.samples, header) : undefined
    if (deep !== undefined && colourSpace !== undefined) {
      const samples = uprightDeep(deep.samples, picture.size, header.orientation)
      return success({ size, pixels: roundedDeep(samples), deep: samples, isPartial: false, colourSpace })
    }
    const isPlainInk = picture.colours === 'cmyk' && converter === undefined
    const isDone = isPlainInk || converter !== undefined || isLab(picture)
    const colours = await inOurColours(upright, size, isDone ? { gamut: 'srgb' } : header)
    const notes = isPlainInk ? { notes: ['plain-cmyk'] as const } : {}
    return success({ size, isPartial: !isWhole, ...colours, ...notes })
  } finally {
    converter?.release()
  }
}

/** Undefined where the numbers are those of the app already, or where a profile is of no use for them. */
async function converterFor(picture: TiffPicture, { meaning }: ImageHeader): Promise<ProfileConverter | undefined> {
  const isKnown = picture.colours !== 'palette' && !isLab(picture)
  if (meaning === undefined || !('profile' in meaning) || !isKnown) return undefined
  return await profileConverter(meaning.profile, tiffColours[picture.colours].samples)
}

/** Colours that mean the same everywhere, so that no profile is needed. */
function isLab({ colours }: TiffPicture): boolean {
  return colours === 'lab' || colours === 'iccLab'
}

/** Puts pixels to where they lie in the stored picture. */
type Place = (pixels: Uint32Array, tile: Rect) => void

/** Whether all pieces were there; undefined where the packing is not known. */
function placeSamples(
  file: Uint8Array<ArrayBuffer>,
  picture: TiffPicture,
  place: Place,
  converter: ProfileConverter | undefined,
  deep: DeepPicture | undefined,
): boolean | undefined {
  const { bits, piece, isPlanar, samples, size, compression, predictor } = picture
  const unpack = unpackerOf(picture)
  if (unpack === undefined || picture.colours === 'ycbcr') return undefined
  // Of the samples beyond the colours only the first can mean alpha.
  const used = Math.min(samples, tiffColours[picture.colours].samples + 1)
  const stride = isPlanar ? 1 : samples
  const step = isPlanar ? used : samples
  const rowBytes = Math.ceil((piece.width * stride * bits) / 8)
  const read = sampleReader(picture, stride)
  const write = rowWriter(picture, converter)
  const perPlane = Math.ceil(size.width / piece.width) * Math.ceil(size.height / piece.height)
  const line = new Uint16Array(piece.width * step)
  const pixels = new Uint32Array(piece.width)
  let isWhole = true
  let index = 0
  for (const tile of piecesOf(picture)) {
    const planes = Array.from({ length: isPlanar ? used : 1 }, (_, plane) => {
      const at = index + plane * perPlane
      const [start, length] = [picture.places[at] ?? 0, picture.lengths[at] ?? 0]
      return unpack(file.subarray(start, start + length), rowBytes * tile.height)
    })
    index += 1
    const rows = Math.floor(Math.min(...planes.map(({ length }) => length)) / rowBytes)
    if (rows < tile.height) isWhole = false
    for (let y = 0; y < Math.min(rows, tile.height); y += 1) {
      for (const [plane, bytes] of planes.entries()) {
        const row = bytes.subarray(y * rowBytes, (y + 1) * rowBytes)
        // Differences are added up in place, and the file is not ours to change.
        read(predictor !== 'none' && compression === 1 ? row.slice() : row, line, plane, isPlanar ? step : 1)
      }
      const strip = { ...tile, y: tile.y + y, height: 1 }
      write(line, step, pixels.subarray(0, tile.width))
      place(pixels.subarray(0, tile.width), strip)
      deep?.place(line, step, strip)
    }
  }
  return isWhole
}

/** Whether all pieces were there; undefined where no browser decodes such JPEG pictures. */
async function placeJpegs(
  file: Uint8Array<ArrayBuffer>,
  picture: TiffPicture,
  place: Place,
): Promise<boolean | undefined> {
  const isKnown = ['grey', 'rgb', 'ycbcr'].includes(picture.colours) && picture.bits === 8
  if (!isKnown || picture.isPlanar || picture.samples !== tiffColours[picture.colours].samples) return undefined
  let [index, found, missing] = [0, 0, 0]
  for (const tile of piecesOf(picture)) {
    const [start, length] = [picture.places[index] ?? 0, picture.lengths[index] ?? 0]
    index += 1
    const packed = file.subarray(start, start + length)
    const pixels = length < 4 ? undefined : await jpegPiece(packed, picture)
    if (pixels === undefined) missing += 1
    else found += 1
    // A file of nothing but damaged pieces is not looked through to its end.
    if (found === 0 && missing > 100) return false
    for (let y = 0; y < tile.height && pixels !== undefined; y += 1) {
      const from = y * picture.piece.width
      const row = pixels.subarray(from, from + tile.width)
      if (row.length === tile.width) place(row, { ...tile, y: tile.y + y, height: 1 })
      else missing += 1
    }
  }
  return missing === 0
}
