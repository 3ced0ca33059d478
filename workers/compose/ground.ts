import type { Composition } from '#core/composition.ts'
import type { ColourSpace } from '#core/cut.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { converter } from '#workers/colour/convert.ts'
import type { Triple } from '#workers/colour/matrix.ts'
import { gradientRows } from './gradient.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'
import { pixelConverter } from './pixelConverter.ts'
import { resampledRows } from './resample.ts'
import { sceneRows } from './sceneRows.ts'

/** A picture that is laid behind, as it was decoded. */
export interface GroundPicture {
  size: Size
  colourSpace: ColourSpace
  pixels: Uint8ClampedArray
}

/** Writes one row of what lies behind, straight RGBA in the cutout's colour space; a row at a time, so that no second canvas is held. */
export type Ground = (y: number, row: Uint8ClampedArray) => void

/** What lies behind on a canvas of this size; undefined where nothing does. The picture is the one that is chosen, or the photo out of focus. */
export function groundOf(
  backdrop: Composition['backdrop'],
  size: Size,
  colourSpace: ColourSpace,
  picture: GroundPicture | undefined,
): Ground | undefined {
  const own = converter('srgb', colourSpace)
  switch (backdrop.kind) {
    case 'transparent':
      return undefined
    case 'colour':
      return plainRows([...own(rgbOf(backdrop.colour)), Math.round(backdrop.opacity * 255)], size)
    case 'gradient':
      return gradientRows(backdrop, size, own(rgbOf(backdrop.from)), own(rgbOf(backdrop.to)))
    case 'scene':
      return sceneRows(backdrop.scene, lightOf(own(rgbOf(backdrop.colour))), size)
    case 'picture':
      return picture && darkened(pictureRows(picture, size, colourSpace, backdrop.fit ?? 'fill'), backdrop.darkPercent)
    case 'blurred':
      return picture && darkened(pictureRows(picture, size, colourSpace, 'fill'), backdrop.darkPercent)
  }
}

/** The linear light of a colour of bytes, 0 to 1. */
export function lightOf([red, green, blue]: Triple): Triple {
  return [linearOfByte(red), linearOfByte(green), linearOfByte(blue)]
}

/** The same with so many percent of its light taken away. */
function darkened(ground: Ground, percent = 0): Ground {
  if (percent === 0) return ground
  const left = Uint8Array.from({ length: 256 }, (_, value) => byteOfLinear(linearOfByte(value) * (1 - percent / 100)))
  return (y, row) => {
    ground(y, row)
    for (let at = 0; at < row.length; at += 4)
      for (let channel = at; channel < at + 3; channel += 1) row[channel] = left[row[channel] ?? 0] ?? 0
  }
}

function plainRows(pixel: readonly number[], { width }: Size): Ground {
  const plain = Uint8ClampedArray.from({ length: width * 4 }, (_, at) => pixel[at & 3] ?? 0)
  return (_, row) => row.set(plain)
}

function pictureRows(picture: GroundPicture, size: Size, colourSpace: ColourSpace, fit: 'fill' | 'fit'): Ground {
  const whole = { x: 0, y: 0, ...picture.size }
  const from = fit === 'fill' ? covering(picture.size, size) : whole
  const to = fit === 'fill' ? { x: 0, y: 0, ...size } : covering(size, picture.size)
  const write = resampledRows({ ...picture.size, data: picture.pixels }, from, to)
  const isOwn = picture.colourSpace === colourSpace
  const convert = isOwn ? undefined : pixelConverter(picture.colourSpace, colourSpace)
  return (y, row) => {
    row.fill(0)
    if (y < to.y || y >= to.y + to.height) return
    const part = row.subarray(to.x * 4, (to.x + to.width) * 4)
    write(y - to.y, part)
    convert?.(part)
  }
}

/** The largest part of a whole, about its middle, that has another's proportions. */
export function covering(whole: Size, shape: Size): Rect {
  const scale = Math.min(whole.width / shape.width, whole.height / shape.height)
  const width = Math.max(1, Math.min(whole.width, Math.round(shape.width * scale)))
  const height = Math.max(1, Math.min(whole.height, Math.round(shape.height * scale)))
  return { x: Math.floor((whole.width - width) / 2), y: Math.floor((whole.height - height) / 2), width, height }
}

export function rgbOf(colour: string): Triple {
  const value = Number.parseInt(colour.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}
