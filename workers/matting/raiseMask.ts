import type { Rect, Size } from '#core/geometry.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { noFineStep } from '#workers/pixels/fineAlpha.ts'
import type { RgbaPixels } from '#workers/pixels/resize/resize.ts'
import { upsampleMask } from '#workers/pixels/upsample/upsample.ts'
import { flattened } from './flattened.ts'
import type { MadeMask } from './madeMask.ts'
import { cropped } from './nano/eye.ts'

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
  { plane, softness, part }: Pick<MadeMask, 'plane' | 'softness' | 'part'>,
  photo: Photo,
  onProgress: (done: number) => void,
): RaisedMask {
  const whole = flattened(photo)
  if (part !== undefined) {
    const raised = raise({ plane, softness }, cropped(whole, part), onProgress)
    return { alpha: placed(raised.alpha, part, photo.size, 0), fine: placed(raised.fine, part, photo.size, noFineStep) }
  }
  const isRaised = plane.width === photo.size.width && plane.height === photo.size.height
  if (isRaised && plane.data instanceof Uint8Array) return { alpha: Uint8Array.from(plane.data) }
  return raise({ plane, softness }, whole, onProgress)
}

function raise(
  { plane, softness }: { plane: MadeMask['plane']; softness: number | undefined },
  photo: RgbaPixels,
  onProgress: (done: number) => void,
): Required<RaisedMask> {
  const fine = new Uint8Array(photo.width * photo.height).fill(noFineStep)
  const options = softness === undefined ? { fine, onProgress } : { fine, onProgress, softness }
  return { alpha: Uint8Array.from(upsampleMask(plane, photo, options).data), fine }
}

/** The part's bytes at their place in the photo, and one value everywhere else. */
function placed(bytes: Uint8Array, part: Rect, { width, height }: Size, elsewhere: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(width * height).fill(elsewhere)
  for (let row = 0; row < part.height; row++) {
    whole.set(bytes.subarray(row * part.width, (row + 1) * part.width), (part.y + row) * width + part.x)
  }
  return whole
}
