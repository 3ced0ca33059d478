import { srgbOfLab } from '#workers/colour/lab.ts'
import type { ProfileConverter } from '#workers/decode/profile/profileConverter.ts'
import { rgba, withoutInk } from '#workers/decode/rgba.ts'
import { topOf } from './samples.ts'
import { type TiffPicture, tiffColours } from './tiffPicture.ts'

/** Makes pixels, straight RGBA as 32-bit values, of a row of samples, `step` a pixel, as `sampleReader` gives them. */
type WriteRow = (line: Uint16Array, step: number, pixels: Uint32Array) => void

/** The colour at this place: opaque, as one 32-bit value. */
type ColourOf = (line: Uint16Array, at: number) => number

/** How rows of samples become pixels: by the profile's converter, where there is one, which knows pixels of as many samples. */
export function rowWriter(picture: TiffPicture, converter: ProfileConverter | undefined): WriteRow {
  const [write, alpha] = [converter ? byProfile(picture, converter) : plainly(picture), alphaReader(picture)]
  if (picture.alpha === 'multiplied') {
    const colours = tiffColours[picture.colours].samples
    return (line, step, pixels) => {
      divideByAlpha(line, step, colours, topOf(picture))
      write(line, step, pixels)
      for (let x = 0; x < pixels.length; x += 1) pixels[x] = withAlpha(pixels[x] ?? 0, alpha(line, x * step))
    }
  }
  if (picture.alpha === 'none') return write
  return (line, step, pixels) => {
    write(line, step, pixels)
    for (let x = 0; x < pixels.length; x += 1) pixels[x] = withAlpha(pixels[x] ?? 0, alpha(line, x * step))
  }
}

function withAlpha(pixel: number, alpha: number): number {
  return ((pixel & 0xff_ff_ff) | (alpha << 24)) >>> 0
}

/** Colours into which their alpha was multiplied are made straight before they are rounded. */
function divideByAlpha(line: Uint16Array, step: number, colours: number, top: number): void {
  for (let at = 0; at + colours < line.length; at += step) {
    const opacity = line[at + colours] ?? 0
    for (let channel = at; channel < at + colours; channel += 1)
      line[channel] = opacity === 0 ? 0 : Math.min(top, Math.round(((line[channel] ?? 0) * top) / opacity))
  }
}

function alphaReader(picture: TiffPicture): (line: Uint16Array, at: number) => number {
  const [after, scale] = [tiffColours[picture.colours].samples, 255 / topOf(picture)]
  return (line, at) => Math.round((line[at + after] ?? 0) * scale)
}

function byProfile(picture: TiffPicture, { channels, convert }: ProfileConverter): WriteRow {
  const top = topOf(picture)
  const flip = picture.colours === 'whiteIsZero' ? 65_535 : 0
  return (line, step, pixels) => {
    const samples = new Uint16Array(pixels.length * channels)
    for (let x = 0, to = 0; x < pixels.length; x += 1)
      for (let channel = 0; channel < channels; channel += 1, to += 1)
        samples[to] = Math.abs(flip - Math.round(((line[x * step + channel] ?? 0) * 65_535) / top))
    const colours = convert(samples)
    for (let x = 0, at = 0; x < pixels.length; x += 1, at += 3)
      pixels[x] = rgba(colours[at] ?? 0, colours[at + 1] ?? 0, colours[at + 2] ?? 0, 255)
  }
}

function plainly(picture: TiffPicture): WriteRow {
  const colourOf = colourReader(picture)
  return (line, step, pixels) => {
    for (let x = 0; x < pixels.length; x += 1) pixels[x] = colourOf(line, x * step)
  }
}

function colourReader(picture: TiffPicture): ColourOf {
  const { colours, palette } = picture
  const scale = 255 / topOf(picture)
  const sample = (line: Uint16Array, at: number) => Math.round((line[at] ?? 0) * scale)
  if (colours === 'lab' || colours === 'iccLab') return labReader(picture)
  if (colours === 'palette') {
    const third = Math.floor(palette.length / 3)
    // Some programs write the colours in 8 bits.
    const divisor = palette.some((value) => value > 255) ? 257 : 1
    const part = (index: number) => Math.round((palette[index] ?? 0) / divisor)
    const pixels = Array.from({ length: third }, (_, at) => rgba(part(at), part(third + at), part(2 * third + at), 255))
    return (line, at) => pixels[line[at] ?? 0] ?? 0
  }
  if (colours === 'cmyk')
    return (line, at) => {
      const black = sample(line, at + 3)
      const left = (offset: number) => withoutInk(sample(line, at + offset), black)
      return rgba(left(0), left(1), left(2), 255)
    }
  if (colours === 'rgb') return (line, at) => rgba(sample(line, at), sample(line, at + 1), sample(line, at + 2), 255)
  const flip = colours === 'whiteIsZero' ? 255 : 0
  return (line, at) => {
    const value = Math.abs(flip - sample(line, at))
    return rgba(value, value, value, 255)
  }
}

/** CIE's Lab (TIFF 6.0, section 23) has signed numbers of colour; that of the ICC adds 128 to them, and its 16 bits end at 0xff00 (technical note 1, 2002). */
function labReader({ colours, bits }: TiffPicture): ColourOf {
  const isIcc = colours === 'iccLab'
  const unit = bits === 16 ? 256 : 1
  const white = bits === 16 && isIcc ? 0xff_00 : 2 ** bits - 1
  const signed = (value: number) => (value >= 128 * unit ? value - 256 * unit : value) / unit
  const colour = (value: number) => (isIcc ? value / unit - 128 : signed(value))
  return (line, at) => {
    const lightness = ((line[at] ?? 0) * 100) / white
    return rgba(...srgbOfLab(lightness, colour(line[at + 1] ?? 0), colour(line[at + 2] ?? 0)), 255)
  }
}
