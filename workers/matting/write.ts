import type { EdgeSettings } from '#core/edges.ts'
import { withHoles } from '#core/holes.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Progress } from '#core/progress.ts'
import type { FileSettings } from '#core/settings.ts'
import type { Encoded, EncodeRequest, Refined, RefineRequest } from '#core/write.ts'
import { blurs, smallPhoto } from '#workers/compose/groundPicture.ts'
import { composeMask } from '#workers/compose/maskStages.ts'
import { rectIn } from '#workers/compose/placement.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { type DeepSources, deepCutout } from '#workers/edges/deepCutout.ts'
import { type FinishedCutout, finishCutout } from '#workers/edges/finishCutout.ts'
import { shapeMask } from '#workers/edges/shapeMask.ts'
import type { CutoutExtras } from '#workers/encode/encodeCutout.ts'
import { encodeSized } from '#workers/encode/encodeSized.ts'
import { writesDeep, writesFine } from '#workers/encode/finishedRows.ts'
import { packMask, unpackFine, unpackMask } from '#workers/encode/packMask.ts'
import { hintedMask } from '#workers/hint/hintedMask.ts'
import { hairCover, matteMarked } from '#workers/pixels/alphaMatting/marked.ts'
import { matte } from '#workers/pixels/alphaMatting/matte.ts'
import { trimapFromMask } from '#workers/pixels/alphaMatting/trimap.ts'
import { noFineStep } from '#workers/pixels/fineAlpha.ts'
import { decodeAgain } from './decodeAgain.ts'
import { flattened } from './flattened.ts'
import { painterOf } from './painter.ts'
import { pictureToWrite } from './pictureToWrite.ts'
import { StageClock, writePlan } from './stageClock.ts'

/** The finished file; see `MattingWorker.encode`. */
export async function encode(
  { file, mask, edges, strokes = [], settings, composition }: EncodeRequest,
  report: (progress: Progress) => void,
): Promise<Outcome<Encoded>> {
  const clock = new StageClock(writePlan, 'open', report)
  const keepsDepth = composition === undefined && (writesDeep(settings) || writesFine(settings))
  const photo = await decodeAgain(file, mask.size, keepsDepth)
  if (!photo.ok) return photo
  const wantedMask = withHoles(mask, edges.holes)
  const alpha = await unpackMask(wantedMask)
  clock.enter('edges')
  const hinted = hintedMask({ ...mask.size, data: alpha }, () => flattened(photo.value), strokes)
  const edged = shapeMask(hinted, edges)
  const shaped = composition === undefined ? edged : composeMask(edged, composition)
  clock.enter('colours')
  // What is laid behind out of focus is the photo as it came: its pixels become the cutout's.
  const unfocused = blurs(composition) ? smallPhoto(photo.value) : undefined
  // A mask alone has no colours.
  const wanted = settings.content === 'mask' ? { ...edges, cleanColours: false } : edges
  const paint = painterOf(photo.value, wanted, strokes)
  const finished = paint(finishCutout(photo.value, shaped, wanted, (done) => clock.share(done)))
  if (composition !== undefined) clock.enter('compose')
  const picture = await pictureToWrite(finished, composition, settings, unfocused)
  if (!picture.ok) return picture
  clock.enter('encode')
  const { cutout, size, foreground } = picture.value
  const { camera } = photo.value
  const density = picture.value.density ?? photo.value.density
  const isFine = photo.value.deep !== undefined || writesFine(settings)
  const masks = { mask: alpha, shaped: shaped.data, fine: isFine ? await unpackFine(wantedMask) : undefined }
  const depth = cutout === finished ? inDepth(photo.value, masks, finished, edges, settings) : {}
  const extras = {
    ...depth,
    ...(camera === undefined ? {} : { camera }),
    ...(density === undefined ? {} : { density }),
  }
  const written = await encodeSized(cutout, extras, settings, size, (done) => clock.share(done))
  if (!written.ok) return written
  const placed = foreground === undefined ? {} : { foreground: rectIn(foreground, cutout.size, written.value.size) }
  return success({ ...written.value, ...placed, stageMs: clock.times().stageMs })
}

/** What files of 16 bits a sample need beside bytes: the whole cutout in so many where the photo has them, or for a mask alone its fine steps. */
function inDepth(
  { deep, hadAlpha }: Photo,
  { fine, ...masks }: Pick<DeepSources, 'mask' | 'shaped'> & { fine: Uint8Array | undefined },
  finished: FinishedCutout,
  { existingAlpha: existing }: EdgeSettings,
  settings: FileSettings,
): Pick<CutoutExtras, 'fine' | 'deep'> {
  const steps = fine === undefined ? {} : { fine }
  // A mask alone has nothing of a photo that is opaque.
  if (deep !== undefined && (hadAlpha || writesDeep(settings)))
    return { deep: deepCutout({ deep, hadAlpha, existing, ...masks, ...steps }, finished) }
  if (fine === undefined || !writesFine(settings)) return {}
  // What was changed since has steps of 8 bits.
  return { fine: fine.map((step, index) => (masks.mask[index] === finished.alpha[index] ? step : noFineStep)) }
}

/** The mask with its edge found anew; see `MattingWorker.refine`. */
export async function refine(
  { file, mask, settings, marks = [] }: RefineRequest,
  report: (progress: Progress) => void,
): Promise<Outcome<Refined>> {
  const clock = new StageClock({ refine: 0 }, 'refine', report)
  const photo = await decodeAgain(file, mask.size)
  if (!photo.ok) return photo
  const guess = { ...mask.size, data: await unpackMask(mask) }
  const onProgress = (done: number) => clock.share(done)
  const data =
    marks.length === 0
      ? (await matte(flattened(photo.value), trimapFromMask(guess, settings), { guess, onProgress })).data
      : await matteMarked(flattened(photo.value), guess, hairCover(marks, mask.size), settings, onProgress)
  const refined = await packMask(Uint8Array.from(data), mask.size)
  return success({ mask: refined, ms: clock.times().totalMs })
}
