import type { ColourSpace } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'
import type { ImageHeader } from './imageHeader.ts'
import { colouredByBrowser, meaningChunk } from './png/pngManaged.ts'

/** Pixels that the browser converts at a time: the memory for it stays small. */
const bandPixels = 4_000_000

/**
 * What our own decoders got out of a file of these colours, as the app keeps colours: those of Display P3 as they are, those that go beyond sRGB
 * brought into it by the browser, all others as numbers of sRGB.
 */
export async function inOurColours(
  pixels: Uint32Array<ArrayBuffer>,
  { width, height }: Size,
  { gamut, meaning }: Pick<ImageHeader, 'gamut' | 'meaning'>,
): Promise<{ pixels: Uint8ClampedArray<ArrayBuffer>; colourSpace: ColourSpace }> {
  const bytes = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  if (gamut === 'display-p3') return { pixels: bytes, colourSpace: gamut }
  if (gamut === 'srgb' || meaning === undefined) return { pixels: bytes, colourSpace: 'srgb' }
  const told = [meaningChunk(meaning)]
  const rows = Math.max(1, Math.floor(bandPixels / width))
  for (let y = 0; y < height; y += rows) {
    const band = pixels.subarray(y * width, Math.min(height, y + rows) * width)
    const picture = { width, height: band.length / width, pixels: band }
    band.set(await colouredByBrowser(picture, false, told))
  }
  return { pixels: bytes, colourSpace: 'srgb' }
}
