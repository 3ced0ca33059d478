import { srgbPixels } from '#workers/colour/srgbPixels.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { laidOver } from '#workers/pixels/joinedAlpha.ts'
import type { RgbaPixels } from '#workers/pixels/resize/resize.ts'

/** Neither black nor white, so that a subject of either colour still stands out from it. */
const grey = 128

/** The photo without transparency: what is transparent has colours that nobody was meant to see, so they are laid over grey. */
export function flattened({ size, pixels, hadAlpha }: Pick<Photo, 'size' | 'pixels' | 'hadAlpha'>): RgbaPixels {
  if (!hadAlpha) return { ...size, data: pixels }
  const data = new Uint8ClampedArray(pixels.length)
  for (let at = 0; at < data.length; at += 4) {
    const opacity = pixels[at + 3] ?? 0
    for (let channel = 0; channel < 3; channel++)
      data[at + channel] = laidOver(pixels[at + channel] ?? 0, grey, opacity)
    data[at + 3] = 255
  }
  return { ...size, data }
}

/** The photo as networks should see it: without transparency, and in sRGB, which they were trained with, whatever its own colours are. */
export function seenByNetworks(photo: Photo): RgbaPixels {
  return flattened({ ...photo, pixels: srgbPixels(photo.pixels, photo.colourSpace) })
}
