import type { ColourSpace } from '#core/cut.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { converter } from '#workers/colour/convert.ts'
import { laidOver } from '#workers/pixels/joinedAlpha.ts'
import { resampled } from './resample.ts'

/** A picture that is laid behind, as it was decoded. */
export interface BackdropPicture {
  size: Size
  colourSpace: ColourSpace
  pixels: Uint8ClampedArray
}

/** Lays the cutout over a colour of this opacity (0 to 1), in place; `colour` is of the cutout's own space. */
export function overColour(pixels: Uint8ClampedArray, colour: readonly number[], opacity: number): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const own = (pixels[at + 3] ?? 0) / 255
    const joined = own + opacity * (1 - own)
    if (joined === 0) continue
    for (let channel = 0; channel < 3; channel += 1) {
      const behind = (colour[channel] ?? 0) * opacity * (1 - own)
      pixels[at + channel] = ((pixels[at + channel] ?? 0) * own + behind) / joined
    }
    pixels[at + 3] = Math.round(joined * 255)
  }
}

/** Lays the cutout over a picture that covers the canvas from its middle, in place. What the picture leaves transparent stays so. */
export function overPicture(
  pixels: Uint8ClampedArray,
  size: Size,
  colourSpace: ColourSpace,
  picture: BackdropPicture,
): void {
  const behind = resampled({ ...picture.size, data: picture.pixels }, covering(picture.size, size), size)
  const convert = converter(picture.colourSpace, colourSpace)
  for (let at = 0; at < pixels.length; at += 4) {
    const own = pixels[at + 3] ?? 0
    const depth = behind[at + 3] ?? 0
    const colour = convert([behind[at] ?? 0, behind[at + 1] ?? 0, behind[at + 2] ?? 0])
    if (depth < 255) {
      overColour(pixels.subarray(at, at + 4), colour, depth / 255)
      continue
    }
    for (let channel = 0; channel < 3; channel += 1)
      pixels[at + channel] = laidOver(pixels[at + channel] ?? 0, colour[channel] ?? 0, own)
    pixels[at + 3] = 255
  }
}

/** The largest part of the picture, about its middle, that has the canvas's proportions. */
export function covering(picture: Size, canvas: Size): Rect {
  const scale = Math.min(picture.width / canvas.width, picture.height / canvas.height)
  const width = Math.max(1, Math.min(picture.width, Math.round(canvas.width * scale)))
  const height = Math.max(1, Math.min(picture.height, Math.round(canvas.height * scale)))
  return { x: Math.floor((picture.width - width) / 2), y: Math.floor((picture.height - height) / 2), width, height }
}
