import { rgba, unmultiplied, withoutInk } from '#workers/decode/rgba.ts'
import { type TiffPicture, tiffColours } from './tiffPicture.ts'

/** The pixel whose samples begin at this place, as one 32-bit value. */
export type PixelOf = (samples: Uint8Array, at: number) => number

/** How samples, as `sampleReader` gives them, become straight RGBA. */
export function pixelReader(picture: TiffPicture): PixelOf {
  const { alpha, bits, colours } = picture
  const opaque = opaqueReader(picture)
  if (alpha === 'none') return opaque
  const after = tiffColours[colours].samples
  const scale = scaleOf(bits)
  return (samples, at) => {
    const opacity = (samples[at + after] ?? 0) * scale
    const pixel = opaque(samples, at)
    if (alpha === 'straight') return ((pixel & 0xff_ff_ff) | (opacity << 24)) >>> 0
    const part = (shift: number) => unmultiplied((pixel >>> shift) & 255, opacity)
    return rgba(part(0), part(8), part(16), opacity)
  }
}

function opaqueReader({ colours, bits, palette }: TiffPicture): PixelOf {
  const scale = scaleOf(bits)
  const sample = (samples: Uint8Array, at: number) => (samples[at] ?? 0) * scale
  if (colours === 'palette') {
    const third = Math.floor(palette.length / 3)
    // Some programs write the colours in 8 bits.
    const divisor = palette.some((value) => value > 255) ? 257 : 1
    const part = (index: number) => Math.round((palette[index] ?? 0) / divisor)
    const pixels = Array.from({ length: third }, (_, at) => rgba(part(at), part(third + at), part(2 * third + at), 255))
    return (samples, at) => pixels[samples[at] ?? 0] ?? 0
  }
  if (colours === 'cmyk')
    return (samples, at) => {
      const black = sample(samples, at + 3)
      const left = (offset: number) => withoutInk(sample(samples, at + offset), black)
      return rgba(left(0), left(1), left(2), 255)
    }
  if (colours === 'rgb')
    return (samples, at) => rgba(sample(samples, at), sample(samples, at + 1), sample(samples, at + 2), 255)
  const flip = colours === 'whiteIsZero' ? 255 : 0
  return (samples, at) => {
    const value = Math.abs(flip - sample(samples, at))
    return rgba(value, value, value, 255)
  }
}

/** Samples of 16 bits were rounded to 8 before. */
function scaleOf(bits: number): number {
  return bits >= 8 ? 1 : 255 / ((1 << bits) - 1)
}
