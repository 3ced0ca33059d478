import type { ColourSpace } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'
import { reduceMask } from '#workers/edges/reduceMask.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { fittedSide, reduced } from '#workers/pixels/resize/reduce.ts'
import { discMeans } from './disc.ts'
import { filledLight } from './filledLight.ts'
import type { GroundPicture } from './ground.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'
import { spread } from './spread.ts'

/** Longest side of what is blurred, in pixels: nothing finer is left. */
export const blurredSide = 640
/** Largest radius of a disc on it: for more blur there is less to look at. */
const widestDisc = 16
/** Alpha from which on a pixel may have taken something of the subject's colour. */
const leastOfSubject = 5
/** How far beyond its alpha a subject's colour may reach, as a share of the longer side. */
const haloShare = 0.008

interface SmallPhoto {
  size: Size
  colourSpace: ColourSpace
  pixels: Uint8ClampedArray
}

/**
 * The photo out of focus, as a lens sees it: light is spread over discs, and where the subject stood the light of what is around it goes on, so that
 * none of the subject's colour is left.
 * @param photo the photo as it came, its longer side at most `blurredSide`
 * @param alpha the subject's, of any size
 */
export function blurredPhoto(photo: SmallPhoto, alpha: GrayRaster, blurPercent: number): GroundPicture {
  const share = Math.max(0.002, blurPercent / 100)
  const size = fittedSide(photo.size, Math.max(32, Math.min(blurredSide, widestDisc / share)))
  const pixels = size.width === photo.size.width ? photo.pixels : reduced(photo, size)
  const light = filledLight(lightOf(pixels), beside(reduceMask(alpha, size), pixels, size), size)
  const spread = discMeans(light, size, share * Math.max(size.width, size.height))
  const result = new Uint8ClampedArray(size.width * size.height * 4).fill(255)
  for (let index = 0; index < size.width * size.height; index += 1)
    for (let channel = 0; channel < 3; channel += 1)
      result[index * 4 + channel] = byteOfLinear(spread[index * 3 + channel] ?? 0)
  return { size, colourSpace: photo.colourSpace, pixels: result }
}

function lightOf(pixels: Uint8ClampedArray): Float32Array {
  const light = new Float32Array((pixels.length / 4) * 3)
  for (let index = 0; index < pixels.length / 4; index += 1)
    for (let channel = 0; channel < 3; channel += 1)
      light[index * 3 + channel] = linearOfByte(pixels[index * 4 + channel] ?? 0)
  return light
}

/** 1 for pixels that show the background alone, 0 for the subject, what lies close to it, and where the photo shows nothing. */
function beside(alpha: GrayRaster, pixels: Uint8ClampedArray, { width, height }: Size): Float32Array {
  const reach = Math.max(1, Math.round(haloShare * Math.max(width, height)))
  const isSubject = new Uint8Array(width * height)
  for (let index = 0; index < isSubject.length; index += 1)
    if ((alpha.data[index] ?? 0) >= leastOfSubject) isSubject[index] = 1
  const near = spread(isSubject, width, reach)
  const weight = new Float32Array(width * height)
  for (let index = 0; index < weight.length; index += 1)
    if (near[index] === 0 && (pixels[index * 4 + 3] ?? 0) > 0) weight[index] = 1
  return weight
}
