import type { Photo } from '#workers/decode/photo.ts'
import type { FloatRaster, GrayRaster } from '#workers/pixels/raster.ts'
import { upsampleMask } from '#workers/pixels/upsample.ts'
import { flattened } from './flattened.ts'

/**
 * The mask at the photo's size, one byte a pixel. A network's mask, which is smaller, is raised with edges that follow the photo.
 * `onProgress` is told the share that is done, 0 to 1.
 */
export function raiseMask(
  { plane, softness }: { plane: GrayRaster | FloatRaster; softness: number | undefined },
  photo: Photo,
  onProgress: (done: number) => void,
): Uint8Array<ArrayBuffer> {
  const isRaised = plane.width === photo.size.width && plane.height === photo.size.height
  if (isRaised && plane.data instanceof Uint8Array) return Uint8Array.from(plane.data)
  const options = softness === undefined ? { onProgress } : { onProgress, softness }
  return Uint8Array.from(upsampleMask(plane, flattened(photo), options).data)
}
