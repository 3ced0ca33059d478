import type { Cut, CutRequest, PhotoNote } from '#core/cut.ts'
import { cutPlan } from '#core/cutPlan.ts'
import type { ForeseeRequest } from '#core/look.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Progress } from '#core/progress.ts'
import { decodePhoto } from '#workers/decode/decodePhoto.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { thumbnail } from '#workers/encode/bitmaps.ts'
import { newMaskId, packMask, withPackedHoles } from '#workers/encode/packMask.ts'
import { heapBytes } from '#workers/runtime/heap.ts'
import { judge } from './judge.ts'
import { makeMask } from './makeMask.ts'
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
  const { plane: _, softness: _softness, part: _part, evidence: _evidence, looks, holes, proof, ...how } = made.value
  clock.enter('upsample')
  const { alpha, fine } = raiseMask(made.value, photo.value, (done) => clock.share(done))
  const id = newMaskId()
  if (fileId !== undefined) onMask({ fileId, mask: { id, size }, alpha: alpha.slice() })
  // What only tells how good the mask is comes once it is on its way to the stage.
  if (looks !== undefined) clock.enter('run')
  const trust = await judge(made.value, size)
  if (!trust.ok) return trust
  clock.enter('finish')
  const small = await thumbnail(photo.value, alpha)
  const mask = await withPackedHoles(await packMask(alpha, size, fine, id), holes)
  const notes: PhotoNote[] = isEmpty(alpha, pixels) ? [...photo.value.notes, 'nothing-found'] : photo.value.notes
  const madeWith = { ...how, ...trust.value, ...clock.times(), heapBytes: heapBytes() }
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

/** Whether nothing would be seen of the cutout: the mask, or the photo's own alpha below it, is 0 (or as good as 0) everywhere. */
function isEmpty(alpha: Uint8Array, pixels: Photo['pixels']): boolean {
  for (let at = 0; at < alpha.length; at++) if ((alpha[at] ?? 0) > 12 && (pixels[at * 4 + 3] ?? 0) > 12) return false
  return true
}
