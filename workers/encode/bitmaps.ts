import type { ColourSpace } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'
import { srgbPixels } from '#workers/colour/srgbPixels.ts'
import { fittedSide, reduced } from '#workers/pixels/resize/reduce.ts'

interface PhotoPixels<Buffer extends ArrayBufferLike = ArrayBufferLike> {
  size: Size
  colourSpace: ColourSpace
  /** Straight RGBA. */
  pixels: Uint8ClampedArray<Buffer>
}

/** Longest side of the small cutout in the filmstrip: 84 CSS pixels on a dense screen. */
const thumbnailSide = 168

/** The cutout, small. The receiver closes the bitmap. */
export async function thumbnail(photo: PhotoPixels, alpha: Uint8Array, maxSide = thumbnailSide): Promise<ImageBitmap> {
  const size = fittedSide(photo.size, maxSide)
  return await bitmapAsIs({ ...photo, size, pixels: reduced(photo, size, alpha) })
}

/** The pixels as they are, for showing; in sRGB where this browser shows no other colours. The receiver closes the bitmap. */
export async function bitmapAsIs({ size, pixels, colourSpace }: PhotoPixels<ArrayBuffer>): Promise<ImageBitmap> {
  const { width, height } = size
  const isShown = colourSpace === 'srgb' || showsDisplayP3()
  const image = isShown
    ? new ImageData(pixels, width, height, { colorSpace: colourSpace })
    : new ImageData(srgbPixels(pixels, colourSpace), width, height)
  return await createImageBitmap(image)
}

/** Browsers without other colour spaces overlook that one is asked for (Firefox), or throw (WebKitGTK). */
function showsDisplayP3(): boolean {
  try {
    return new ImageData(1, 1, { colorSpace: 'display-p3' }).colorSpace === 'display-p3'
  } catch {
    return false
  }
}
