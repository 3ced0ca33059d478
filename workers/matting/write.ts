import type { Mask } from '#core/cut.ts'
import { withHoles } from '#core/holes.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Progress } from '#core/progress.ts'
import type { Encoded, EncodeRequest, Refined, RefineRequest } from '#core/write.ts'
import { blurs, smallPhoto } from '#workers/compose/groundPicture.ts'
import { composeMask } from '#workers/compose/maskStages.ts'
import { rectIn } from '#workers/compose/placement.ts'
import { finishCutout } from '#workers/edges/finishCutout.ts'
import { shapeMask } from '#workers/edges/shapeMask.ts'
import { encodeSized } from '#workers/encode/encodeSized.ts'
import { writesFine } from '#workers/encode/finishedRows.ts'
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
  const photo = await decodeAgain(file, mask.size)
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
  const fine =
    writesFine(settings) && cutout === finished ? await fineWhereSame(wantedMask, alpha, finished.alpha) : undefined
  const extras = {
    ...(camera === undefined ? {} : { camera }),
    ...(density === undefined ? {} : { density }),
    ...(fine === undefined ? {} : { fine }),
  }
  const written = await encodeSized(cutout, extras, settings, size, (done) => clock.share(done))
  if (!written.ok) return written
  const placed = foreground === undefined ? {} : { foreground: rectIn(foreground, cutout.size, written.value.size) }
  return success({ ...written.value, ...placed, stageMs: clock.times().stageMs })
}

/** The mask's fine steps, where the finished alpha still is the mask's: what was changed since has steps of 8 bits. */
async function fineWhereSame(mask: Mask, alpha: Uint8Array, finished: Uint8Array): Promise<Uint8Array | undefined> {
  const fine = await unpackFine(mask)
  return fine?.map((step, index) => (alpha[index] === finished[index] ? step : noFineStep))
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
