import type { ColourSpace } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'
import type { Gamut } from './gamut.ts'
import { colouredByBrowser, profileChunk } from './png/pngManaged.ts'

/** Pixels that the browser converts at a time: the memory for it stays small. */
const bandPixels = 4_000_000

/**
 * What our own decoders got out of a file that has this profile, as the app keeps colours: those of Display P3 as they are, those that go beyond sRGB
 * brought into it by the browser, all others as numbers of sRGB.
 */
export async function inOurColours(
  pixels: Uint32Array<ArrayBuffer>,
  { width, height }: Size,
  gamut: Gamut,
  profile: Uint8Array<ArrayBuffer> | undefined,
): Promise<{ pixels: Uint8ClampedArray<ArrayBuffer>; colourSpace: ColourSpace }> {
  const bytes = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  if (gamut === 'display-p3') return { pixels: bytes, colourSpace: gamut }
  if (gamut === 'srgb' || profile === undefined) return { pixels: bytes, colourSpace: 'srgb' }
  const told = [profileChunk(profile)]
  const rows = Math.max(1, Math.floor(bandPixels / width))
  for (let y = 0; y < height; y += rows) {
    const band = pixels.subarray(y * width, Math.min(height, y + rows) * width)
    const picture = { width, height: band.length / width, pixels: band }
    band.set(await colouredByBrowser(picture, false, told))
  }
  return { pixels: bytes, colourSpace: 'srgb' }
}
