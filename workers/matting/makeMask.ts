import type { CutRequest, MadeWith } from '#core/cut.ts'
import type { Rect } from '#core/geometry.ts'
import { type BiRefNetModel, builtInModels, type Model, type OnnxModel } from '#core/models.ts'
import { nanoSide } from '#core/nano.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { CutStage } from '#core/progress.ts'
import type { Verdict } from '#core/ways/remembered.ts'
import { backendOf } from '#core/ways/way.ts'
import { aspectSize, squareSize } from '#workers/birefnet/tier.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { type Keyed, key, studyBackdrop } from '#workers/pixels/keyer/keyer.ts'
import type { SubjectAt } from '#workers/pixels/keyer/opened.ts'
import type { FloatRaster, GrayRaster } from '#workers/pixels/raster.ts'
import type { AlphaPlane, RgbaPixels } from '#workers/pixels/resize/resize.ts'
import type { Session } from '#workers/runtime/session.ts'
import type { SeenMasks } from '#workers/trust/evidence.ts'
import { join, plainEnough } from './auto/join.ts'
import { subjectIn } from './auto/subjectIn.ts'
import { alphaOfLogits, birefnetInput, runBiRefNet } from './birefnet/birefnetRun.ts'
import { seenByNetworks } from './flattened.ts'
import { runCloser, type Shown, shownOf } from './nano/closer.ts'
import { runnerOf } from './nano/nanoRun.ts'
import { seeInFrame } from './nano/seeInFrame.ts'
import type { Seen } from './nano/seeSubject.ts'
import { proveOnnxModel } from './own/onnxModelProof.ts'
import { runOnnxModel } from './own/onnxModelRun.ts'
import type { Sessions } from './sessions.ts'
import type { StageClock } from './stageClock.ts'

interface Tools extends Pick<CutRequest, 'way' | 'mustProve' | 'subject' | 'looksAtSubject'> {
  sessions: Sessions
  clock: StageClock<CutStage>
}

/** A mask of the whole photo, as large as it was made, and how it came to be. The photo's own alpha is not in it. */
export interface MadeMask
  extends Pick<MadeWith, 'model' | 'auto' | 'subject' | 'look' | 'backend' | 'threads' | 'precision' | 'tier'> {
  plane: GrayRaster | FloatRaster
  /** The part of the photo, in its pixels, that the plane covers; outside of it the mask is empty. Absent where it covers all. */
  part?: Rect
  /** How far the plane's pixels bleed into one another, in its pixels, where that is known. */
  softness?: number
  /** Other readings of areas that have the backdrop's colour, at the photo's size; see `Keyed`. */
  holes?: NonNullable<Keyed['holes']>
  /** See `Cut.proof`. */
  proof?: Verdict
  /** What further looks at the photo have shown, by which the mask is judged; absent where nothing is to be judged. */
  evidence?: Omit<SeenMasks, 'mask'>
}

/** Makes the mask by the chosen model, or by the one that Auto chooses for this photo. Fails as the sessions and their runs do. */
export async function makeMask(photo: Photo, model: Model, tools: Tools): Promise<Outcome<MadeMask>> {
  switch (model.kind) {
    case 'auto':
      return await makeByAuto(photo, tools)
    case 'keyer':
      return success(keyed(photo, tools).mask)
    case 'nano': {
      const made = await makeByNano(photo, tools)
      return made.ok ? success(made.value.mask) : made
    }
    case 'onnx':
      return await makeByOnnx(photo, model, tools)
    case 'birefnet':
      return await makeByBiRefNet(photo, model, tools)
  }
}

/** Lets both look, and joins what they have found. */
async function makeByAuto(photo: Photo, tools: Tools): Promise<Outcome<MadeMask>> {
  tools.clock.enter('prepare')
  const study = studyBackdrop(rgbaOf(photo))
  const plainScore = study.plain.score
  const made = await makeByNano(photo, tools)
  if (!made.ok) {
    // What keys a plain backdrop needs no network: it works where none can be run.
    if (plainScore < plainEnough) return made
    return success({ ...keyed(photo, tools, study).mask, auto: { choice: 'keyer', sure: true } })
  }
  const { mask, seen } = made.value
  const { subject } = mask
  // Nothing is to be joined where the backdrop is not plain: the keyer need not run.
  if (plainScore < plainEnough) return success({ ...mask, auto: { choice: 'nano', sure: subject !== undefined } })
  const drawn = keyed(photo, tools, study, subjectIn(seen.whole.mean))
  const { holes } = drawn.mask
  const readings = holes === undefined ? {} : { holes }
  const joined = join({ keyed: { ...drawn.raster, ...drawn.figures, ...readings }, plainScore, seen: seen.whole.mean })
  const evidence = { ...mask.evidence, keyed: drawn.raster, plainness: plainScore }
  if (joined.mask === undefined) return success({ ...mask, auto: joined.auto, evidence })
  const found = subject === undefined ? {} : { subject }
  if (joined.auto.choice === 'keyer') return success({ ...drawn.mask, ...found, auto: joined.auto, evidence })
  const { part: _, ...whole } = mask
  return success({ ...whole, plane: joined.mask, auto: joined.auto, evidence })
}

function keyed(photo: Photo, { clock }: Tools, study = studyBackdrop(rgbaOf(photo)), subjectAt?: SubjectAt) {
  clock.enter('run')
  const { alpha, holes, ...figures } = key(rgbaOf(photo), study, subjectAt)
  const raster: GrayRaster = { ...photo.size, data: alpha }
  const readings = holes === undefined ? {} : { holes }
  const evidence = { plainness: study.plain.score }
  const mask: MadeMask = { plane: raster, ...readings, evidence, model: named('keyer'), backend: 'none', threads: 1 }
  return { mask, raster, figures }
}

async function makeByNano(
  photo: Photo,
  { sessions, clock, way }: Tools,
): Promise<Outcome<{ mask: MadeMask; seen: Seen }>> {
  clock.enter('load')
  const session = await sessions.nano(way)
  if (!session.ok) return session
  clock.enter('run')
  const seen = await seeInFrame(seenByNetworks(photo), runnerOf(session.value))
  if (!seen.ok) return seen
  const { backend, threads } = session.value
  const { mask: plane, part, subject, second, whole } = seen.value
  const mask: MadeMask = {
    ...{ plane, model: named('nano'), backend, threads, precision: way?.precision ?? 'fp32' },
    tier: { width: nanoSide, height: nanoSide },
    ...(part === undefined ? {} : { part }),
    ...(subject === undefined ? {} : { subject }),
    ...(second === undefined ? {} : { look: { kind: 'second-look', box: second.box } }),
    evidence: { looks: whole },
  }
  return success({ mask, seen: seen.value })
}

async function makeByOnnx(photo: Photo, model: OnnxModel, tools: Tools): Promise<Outcome<MadeMask>> {
  const { sessions, clock, way, mustProve = false } = tools
  clock.enter('load')
  const session = await sessions.onnx(model, way === undefined ? 'wasm' : backendOf(way.rung))
  if (!session.ok) return session
  clock.enter('prepare')
  const whole = seenByNetworks(photo)
  const shown = await shownOf(whole, tools)
  clock.enter('run')
  let how: Pick<MadeMask, 'backend' | 'proof'> = { backend: session.value.backend }
  const run = async (pixels: RgbaPixels): Promise<Outcome<AlphaPlane>> => {
    const plane = await runOnnxModel(pixels, session.value, model)
    if (!plane.ok || session.value.backend === 'wasm' || !mustProve) return plane
    const proved = await proveOnnxModel(pixels, plane.value, model, sessions)
    if (!proved.ok) return proved
    const { plane: right, ...rest } = proved.value
    how = rest
    return success(right)
  }
  const seen = await runCloser(whole, shown, run)
  if (!seen.ok) return seen
  const { id, name, input } = model
  const { threads } = session.value
  return success({ ...seen.value, ...otherwise(shown), ...how, model: { id, name }, threads, tier: input })
}

async function makeByBiRefNet(photo: Photo, model: BiRefNetModel, tools: Tools): Promise<Outcome<MadeMask>> {
  const { sessions, clock, way } = tools
  if (way === undefined) throw new Error('a BiRefNet is cut in a way that the engine chooses')
  clock.enter('prepare')
  const whole = seenByNetworks(photo)
  const shown = await shownOf(whole, tools)
  let tier = squareSize(way.tier)
  const run = async (pixels: RgbaPixels): Promise<Outcome<AlphaPlane>> => {
    tier = model.keepsAspect ? aspectSize(pixels, way.tier) : squareSize(way.tier)
    clock.enter('load')
    const session = await sessions.birefnet(model, tier, way, (done) => clock.share(done))
    if (!session.ok) return session
    clock.enter('prepare')
    const image = birefnetInput(pixels, tier)
    clock.enter('run')
    const logits = await runBiRefNet(session.value, image, tier)
    ran = session.value
    return logits.ok ? success(alphaOfLogits(logits.value)) : logits
  }
  let ran: Pick<Session, 'backend' | 'threads'> = { backend: backendOf(way.rung), threads: way.threads }
  const seen = await runCloser(whole, shown, run)
  if (!seen.ok) return seen
  const { id, name } = model
  const { backend, threads } = ran
  const { precision } = way
  return success({ ...seen.value, ...otherwise(shown), model: { id, name }, backend, threads, precision, tier })
}

/** What is known of a mask that another network has made than the built-in one. */
function otherwise({ subject }: Shown): Pick<MadeMask, 'subject' | 'evidence'> {
  if (subject === undefined) return { evidence: {} }
  const { width, height, data } = subject.mask
  return { subject, evidence: { nano: { width, height, data } } }
}

function named(id: 'keyer' | 'nano'): MadeWith['model'] {
  return { id, name: builtInModels.find((model) => model.id === id)?.name ?? id }
}

function rgbaOf({ size, pixels }: Photo): RgbaPixels & { data: Photo['pixels'] } {
  return { ...size, data: pixels }
}
