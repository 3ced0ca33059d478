import type { Cut, CutRequest, PhotoNote } from '#core/cut.ts'
import { cutPlan } from '#core/cutPlan.ts'
import type { Rect, Size } from '#core/geometry.ts'
import type { ForeseeRequest } from '#core/look.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Progress } from '#core/progress.ts'
import { trustOf } from '#core/trustScore.ts'
import { decodePhoto } from '#workers/decode/decodePhoto.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { thumbnail } from '#workers/encode/bitmaps.ts'
import { newMaskId, packMask, withPackedHoles } from '#workers/encode/packMask.ts'
import { heapBytes } from '#workers/runtime/heap.ts'
import { evidenceOf } from '#workers/trust/evidence.ts'
import type { MadeMask } from './madeMask.ts'
import { makeMask } from './makeMask.ts'
import { laidOver } from './nano/secondLook.ts'
import { raiseMask } from './raiseMask.ts'
import type { Sessions } from './sessions.ts'
import { StageClock } from './stageClock.ts'

interface Surroundings {
  sessions: Sessions
  report(progress: Progress): void
  /** Is handed the mask before the rest is done, its bytes to keep. */
  onMask(fresh: ForeseeRequest): void
}

/** Cuts one photo, from the file to the packed mask; see `MattingWorker.cut`. */
export async function cut(
  { file, fileId, model, ...wishes }: CutRequest,
  { sessions, report, onMask }: Surroundings,
): Promise<Outcome<Cut>> {
  const clock = new StageClock(cutPlan, 'decode', report)
  const photo = await decodePhoto(file)
  if (!photo.ok) return photo
  const { size, type, pixels, colourSpace, camera } = photo.value
  const made = await makeMask(photo.value, model, { sessions, clock, ...wishes })
  if (!made.ok) return made
  const { plane, softness: _, part, holes, proof, evidence, ...how } = made.value
  clock.enter('upsample')
  const { alpha, fine } = raiseMask(made.value, photo.value, (done) => clock.share(done))
  clock.enter('finish')
  const id = newMaskId()
  if (fileId !== undefined) onMask({ fileId, mask: { id, size }, alpha: alpha.slice() })
  const small = await thumbnail(photo.value, alpha)
  const mask = await withPackedHoles(await packMask(alpha, size, fine, id), holes)
  const notes: PhotoNote[] = isEmpty(alpha, pixels) ? [...photo.value.notes, 'nothing-found'] : photo.value.notes
  const trust =
    evidence === undefined ? {} : { trust: trustOf(evidenceOf({ mask: inPlace(plane, part, size), ...evidence })) }
  const madeWith = { ...how, ...trust, ...clock.times(), heapBytes: heapBytes() }
  return success({
    size,
    type,
    notes,
    colourSpace,
    hasCameraData: camera !== undefined,
    mask,
    thumbnail: small,
    madeWith,
    ...(proof === undefined ? {} : { proof }),
  })
}

/** The mask of all of the photo, also where it was made of a part. */
function inPlace(plane: MadeMask['plane'], part: Rect | undefined, size: Size): MadeMask['plane'] {
  if (part === undefined || plane.data instanceof Uint8Array) return plane
  const nothing = { width: 1, height: 1, data: new Float32Array(1) }
  return laidOver(nothing, { ...plane, data: plane.data }, part, size)
}

/** Whether nothing would be seen of the cutout: the mask, or the photo's own alpha below it, is 0 (or as good as 0) everywhere. */
function isEmpty(alpha: Uint8Array, pixels: Photo['pixels']): boolean {
  return !alpha.some((value, index) => value > 12 && (pixels[index * 4 + 3] ?? 0) > 12)
}
