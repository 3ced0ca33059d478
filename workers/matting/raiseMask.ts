import type { Photo } from '#workers/decode/photo.ts'
import { noFineStep } from '#workers/pixels/fineAlpha.ts'
import type { FloatRaster, GrayRaster } from '#workers/pixels/raster.ts'
import { upsampleMask } from '#workers/pixels/upsample/upsample.ts'
import { flattened } from './flattened.ts'

/** A mask at the photo's size, one byte a pixel, and what its bytes lose by rounding (see `fineAlpha.ts`) where it was raised. */
export interface RaisedMask {
  alpha: Uint8Array<ArrayBuffer>
  fine?: Uint8Array<ArrayBuffer>
}

/**
 * The mask at the photo's size. A network's mask, which is smaller, is raised with edges that follow the photo.
 * `onProgress` is told the share that is done, 0 to 1.
 */
export function raiseMask(
  { plane, softness }: { plane: GrayRaster | FloatRaster; softness: number | undefined },
  photo: Photo,
  onProgress: (done: number) => void,
): RaisedMask {
  const isRaised = plane.width === photo.size.width && plane.height === photo.size.height
  if (isRaised && plane.data instanceof Uint8Array) return { alpha: Uint8Array.from(plane.data) }
  const fine = new Uint8Array(photo.size.width * photo.size.height).fill(noFineStep)
  const options = softness === undefined ? { fine, onProgress } : { fine, onProgress, softness }
  return { alpha: Uint8Array.from(upsampleMask(plane, flattened(photo), options).data), fine }
}
