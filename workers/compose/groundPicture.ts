import type { Composition } from '#core/composition.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { decodePhoto } from '#workers/decode/decodePhoto.ts'
import type { FinishedCutout, PhotoPixels } from '#workers/edges/finishCutout.ts'
import { reducedCopy } from '#workers/pixels/resize/reduce.ts'
import { blurredPhoto, blurredSide } from './blurred.ts'
import type { GroundPicture } from './ground.ts'

/** A photo as it came, reduced to what is enough for blurring it. */
export type SmallPhoto = Pick<PhotoPixels, 'size' | 'colourSpace' | 'pixels'>

export function smallPhoto(photo: PhotoPixels): SmallPhoto {
  return { ...reducedCopy(photo, blurredSide), colourSpace: photo.colourSpace }
}

/** Does this composition lay the photo itself behind the subject? */
export function blurs(composition: Composition | undefined): boolean {
  return composition?.backdrop.kind === 'blurred'
}

/** The picture that lies behind, where one does: the one that was chosen, or the photo out of focus. Fails as decoding a photo does. */
export async function groundPicture(
  backdrop: Composition['backdrop'],
  { size, alpha }: FinishedCutout,
  photo: SmallPhoto | undefined,
): Promise<Outcome<GroundPicture | undefined>> {
  if (backdrop.kind === 'picture') return await decodePhoto(backdrop.picture)
  if (backdrop.kind !== 'blurred' || photo === undefined) return success(undefined)
  return success(blurredPhoto(photo, { ...size, data: alpha }, backdrop.blurPercent))
}
