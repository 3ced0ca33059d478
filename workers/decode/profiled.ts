import type { ColourSpace } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'
import type { ImageHeader } from './imageHeader.ts'
import { colouredByBrowser, meaningChunk } from './png/pngManaged.ts'
import { profileConverter } from './profile/profileConverter.ts'

/** Pixels that are converted at a time: the memory for it stays small. */
const bandPixels = 1_000_000

/**
 * What our own decoders got out of a file of these colours, as the app keeps colours: those of Display P3 as they are, those of another profile brought into
 * sRGB by LittleCMS, or by the browser where that cannot be had or where no profile says them, all others as numbers of sRGB.
 */
export async function inOurColours(
  pixels: Uint32Array<ArrayBuffer>,
  { width, height }: Size,
  { gamut, meaning }: Pick<ImageHeader, 'gamut' | 'meaning'>,
): Promise<{ pixels: Uint8ClampedArray<ArrayBuffer>; colourSpace: ColourSpace }> {
  const bytes = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  if (gamut === 'display-p3') return { pixels: bytes, colourSpace: gamut }
  if (meaning === undefined) return { pixels: bytes, colourSpace: 'srgb' }
  const converted = 'profile' in meaning && (await byProfile(bytes, meaning.profile))
  if (converted) return { pixels: bytes, colourSpace: 'srgb' }
  const told = [meaningChunk(meaning)]
  const rows = Math.max(1, Math.floor(bandPixels / width))
  for (let y = 0; y < height; y += rows) {
    const band = pixels.subarray(y * width, Math.min(height, y + rows) * width)
    const picture = { width, height: band.length / width, pixels: band }
    band.set(await colouredByBrowser(picture, false, told))
  }
  return { pixels: bytes, colourSpace: 'srgb' }
}

/** Converts in place; false where nothing was changed, since the profile is not one for RGB or cannot be used. */
async function byProfile(bytes: Uint8ClampedArray, profile: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const converter = await profileConverter(profile, 3)
  if (converter === undefined) return false
  try {
    for (let start = 0; start < bytes.length; start += 4 * bandPixels) {
      const count = Math.min(bandPixels, (bytes.length - start) / 4)
      const samples = new Uint16Array(3 * count)
      for (let from = start, to = 0; to < samples.length; from += 4, to += 3)
        for (let channel = 0; channel < 3; channel += 1) samples[to + channel] = (bytes[from + channel] ?? 0) * 257
      const colours = converter.convert(samples)
      for (let from = 0, to = start; from < colours.length; from += 3, to += 4)
        for (let channel = 0; channel < 3; channel += 1) bytes[to + channel] = colours[from + channel] ?? 0
    }
    return true
  } finally {
    converter.release()
  }
}
