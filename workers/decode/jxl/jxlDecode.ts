import type { PhotoNote } from '#core/cut.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import type { Decoded } from '#workers/decode/decoded.ts'
import { deepInOurColours } from '#workers/decode/deep/deepColours.ts'
import { roundedDeep } from '#workers/decode/deep/deepPixels.ts'
import { gamutOfCodePoints } from '#workers/decode/gamut.ts'
import type { ColourMeaning, ImageHeader } from '#workers/decode/imageHeader.ts'
import { OwnDecoder } from '#workers/decode/ownDecoder.ts'
import { profileMeaning } from '#workers/decode/profile/profileMeaning.ts'
import { inOurColours } from '#workers/decode/profiled.ts'
import { readJxlMetadata } from './jxlHeader.ts'
import { decodeByOxide } from './oxideThread.ts'
import { p3ToldAsSrgb } from './toldAsSrgb.ts'

/** Code point of P3 with the white of cinemas. */
const cinema = 11

/** Twice as quick as jxl-oxide, but brings all colours into sRGB, those that are there already too, and rounds. */
const libjxl = new OwnDecoder('libjxl', async () => {
  const { default: start } = await import('@jsquash/jxl/codec/dec/jxl_dec.js')
  return await start({ noInitialRun: true })
})

/**
 * Decodes a JPEG XL file, upright, straight alpha. Where samples are kept as numbers, by jxl-oxide, which leaves them as they are: those of Display P3 stay, others
 * are brought into sRGB. Where they are kept as eyes see them, by libjxl, or for more than 8 bits by jxl-oxide: both are told of sRGB alone, since libjxl knows
 * nothing else, and jxl-oxide confines colours to sRGB before it brings them into any others. Fails as these do.
 * @param keepsDepth whether samples of 16 bits are given, too
 */
export async function decodeJxl(
  file: Uint8Array<ArrayBuffer>,
  header: ImageHeader,
  keepsDepth = false,
): Promise<Outcome<Decoded>> {
  const metadata = readJxlMetadata(new Bytes(file))
  if (metadata === undefined) return failure('damaged', 'no picture')
  const isDeep = keepsDepth && metadata.bits > 8
  const told = metadata.isVerbatim ? undefined : p3ToldAsSrgb(file)
  const isP3 = told !== undefined
  const isOxides = metadata.isVerbatim || (isDeep && (metadata.colours.isPlain || isP3))
  const byLibjxl = () => libjxl.decode(told ?? file, { ...header, gamut: isP3 ? 'display-p3' : 'srgb' })
  if (!isOxides) return await byLibjxl()
  const found = await decodeByOxide({ file: told ?? file, keepsDepth: isDeep })
  // What jxl-oxide does not open, libjxl may.
  if (!found.ok) return found.reason === 'damaged' || found.reason === 'runtime-missing' ? await byLibjxl() : found
  const { width, height, pixels, deep, meaning } = found.value
  const size = { width, height }
  const colours = isP3 ? ({ gamut: 'display-p3' } as const) : coloursOf(meaning, header)
  // The header tells it of all others.
  const isUntold = header.gamut === 'srgb' && colours.gamut === 'wide'
  const notes: PhotoNote[] = isUntold ? ['wide-gamut'] : []
  const colourSpace = deep === undefined ? undefined : await deepInOurColours(deep, colours)
  if (deep !== undefined && colourSpace !== undefined)
    return success({ size, pixels: roundedDeep(deep), deep, isPartial: false, colourSpace, notes })
  return success({ size, isPartial: false, ...(await inOurColours(pixels, size, colours)), notes })
}

/** What the numbers of jxl-oxide's picture mean. It has one number for P3 with daylight and with the white of cinemas: there the file's own counts. */
function coloursOf(found: ColourMeaning | undefined, header: ImageHeader): Pick<ImageHeader, 'gamut' | 'meaning'> {
  if (found !== undefined && 'profile' in found)
    return profileMeaning(new Bytes(found.profile), 0, found.profile.length)
  const meaning = found?.primaries === cinema ? (header.meaning ?? found) : found
  if (meaning === undefined || !('primaries' in meaning)) return { gamut: 'srgb' }
  const { primaries, curve } = meaning
  const gamut = gamutOfCodePoints(primaries, curve)
  return primaries === 1 && curve === 13 ? { gamut } : { gamut, meaning }
}
