import type { ProfileConverter } from '#workers/decode/profile/profileConverter.ts'
import { rgba } from '#workers/decode/rgba.ts'

/** Pixels that are converted at a time: the memory for it stays small. */
const bandPixels = 1_000_000

/**
 * Turns samples into pixels in place, by a profile of grey or of CMYK, and releases its converter.
 * @param pixels four samples of 8 bits each, as they stand in the file, of which inks are told as what they leave; then straight RGBA
 * @param alphaAt alpha, 0 to 255, of the pixel at this index
 */
export function convertPsd(pixels: Uint32Array, alphaAt: (at: number) => number, converter: ProfileConverter): void {
  const { channels } = converter
  const flip = channels === 4 ? 255 : 0
  try {
    for (let start = 0; start < pixels.length; start += bandPixels) {
      const band = pixels.subarray(start, start + bandPixels)
      const bytes = new Uint8Array(band.buffer, band.byteOffset, band.byteLength)
      const samples = new Uint16Array(band.length * channels)
      for (let pixel = 0, to = 0; pixel < band.length; pixel += 1)
        for (let channel = 0; channel < channels; channel += 1, to += 1)
          samples[to] = Math.abs(flip - (bytes[4 * pixel + channel] ?? 0)) * 257
      const colours = converter.convert(samples)
      for (let pixel = 0, from = 0; pixel < band.length; pixel += 1, from += 3)
        band[pixel] = rgba(colours[from] ?? 0, colours[from + 1] ?? 0, colours[from + 2] ?? 0, alphaAt(start + pixel))
    }
  } finally {
    converter.release()
  }
}
