import type { ColourSpace } from '#core/cut.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { deepConverter } from '#workers/decode/profile/profileConverter.ts'

/** Pixels that are converted at a time: the memory for it stays small. */
const bandPixels = 1_000_000

/**
 * Brings RGBA of 16 bits a sample into the colours of the app, in place: those of Display P3 stay, those of another profile are brought into sRGB by LittleCMS.
 * Undefined, and nothing is changed, where that cannot be done in 16 bits.
 */
export async function deepInOurColours(
  deep: Uint16Array,
  { gamut, meaning }: Pick<ImageHeader, 'gamut' | 'meaning'>,
): Promise<ColourSpace | undefined> {
  if (gamut === 'display-p3') return gamut
  if (meaning === undefined) return 'srgb'
  const converter = 'profile' in meaning ? await deepConverter(meaning.profile) : undefined
  if (converter === undefined) return undefined
  try {
    for (let start = 0; start < deep.length; start += 4 * bandPixels) {
      const band = deep.subarray(start, start + 4 * bandPixels)
      const colours = converter.convert(coloursIn(band))
      for (let from = 0, to = 0; to < band.length; from += 3, to += 4) band.set(colours.subarray(from, from + 3), to)
    }
    return 'srgb'
  } finally {
    converter.release()
  }
}

function coloursIn(band: Uint16Array): Uint16Array<ArrayBuffer> {
  const colours = new Uint16Array((band.length / 4) * 3)
  for (let from = 0, to = 0; from < band.length; from += 4, to += 3) colours.set(band.subarray(from, from + 3), to)
  return colours
}
