import type { CutStage, MadeWith } from '#core/contract.ts'
import { type BiRefNetModel, builtInModels, type Model, type OnnxModel } from '#core/models.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Verdict } from '#core/ways/remembered.ts'
import { backendOf, type Way } from '#core/ways/way.ts'
import { aspectSize, squareSize } from '#workers/birefnet/tier.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { type Keyed, key, studyBackdrop } from '#workers/pixels/keyer/keyer.ts'
import type { FloatRaster, GrayRaster } from '#workers/pixels/raster.ts'
import type { RgbaPixels } from '#workers/pixels/resize/resize.ts'
import { autoStep, type Tried } from './auto.ts'
import { alphaOfLogits, birefnetInput, runBiRefNet } from './birefnet/birefnetRun.ts'
import { flattened } from './flattened.ts'
import { proveOnnxModel } from './own/onnxModelProof.ts'
import { runOnnxModel } from './own/onnxModelRun.ts'
import { segmentPeople } from './people.ts'
import type { Sessions } from './sessions.ts'
import type { StageClock } from './stageClock.ts'

interface Tools {
  sessions: Sessions
  /** How to run a BiRefNet or a person's own network, and whether the latter's mask is to be proved. */
  way?: Way
  mustProve?: boolean
  clock: StageClock<CutStage>
}

/** A mask of the whole photo, as large as it was made, and how it came to be. The photo's own alpha is not in it. */
export interface MadeMask extends Pick<MadeWith, 'model' | 'auto' | 'backend' | 'threads' | 'precision' | 'tier'> {
  plane: GrayRaster | FloatRaster
  /** How far the plane's pixels bleed into one another, in its pixels, where that is known. */
  softness?: number
  /** Other readings of areas that have the backdrop's colour, at the photo's size; see `Keyed`. */
  holes?: NonNullable<Keyed['holes']>
  /** See `Cut.proof`. */
  proof?: Verdict
}

/** Makes the mask by the chosen model, or by the one that Auto chooses for this photo. Fails as the sessions and their runs do. */
export async function makeMask(photo: Photo, model: Model, tools: Tools): Promise<Outcome<MadeMask>> {
  switch (model.kind) {
    case 'auto':
      return await makeByAuto(photo, tools)
    case 'keyer':
      return success(keyed(photo, tools).mask)
    case 'instant': {
      const made = await segmented(photo, tools)
      return made.ok ? success(made.value.mask) : made
    }
    case 'onnx':
      return await makeByOnnx(photo, model, tools)
    case 'birefnet':
      return await makeByBiRefNet(photo, model, tools)
  }
}

/** Does what `autoStep` says until it takes one of the two ways. */
async function makeByAuto(photo: Photo, tools: Tools): Promise<Outcome<MadeMask>> {
  tools.clock.enter('prepare')
  const study = studyBackdrop(rgbaOf(photo))
  const tried: Tried = { plainScore: study.plain.score }
  const masks: { keyer?: MadeMask; instant?: MadeMask } = {}
  for (;;) {
    const step = autoStep(tried)
    if (step.kind === 'take') {
      const mask = masks[step.choice]
      if (mask === undefined) throw new Error(`Auto took ${step.choice} without having tried it`)
      return success({ ...mask, auto: { choice: step.choice, sure: step.sure } })
    }
    if (step.way === 'keyer') {
      const made = keyed(photo, tools, study)
      masks.keyer = made.mask
      tried.keyed = made.figures
    } else {
      const made = await segmented(photo, tools)
      if (!made.ok) return made
      masks.instant = made.value.mask
      tried.people = made.value.figures
    }
  }
}

function keyed(photo: Photo, { clock }: Tools, study = studyBackdrop(rgbaOf(photo))) {
  clock.enter('run')
  const { alpha, holes, ...figures } = key(rgbaOf(photo), study)
  const plane = { ...photo.size, data: alpha }
  const readings = holes === undefined ? {} : { holes }
  const mask: MadeMask = { plane, ...readings, model: named('keyer'), backend: 'none', threads: 1 }
  return { mask, figures }
}

async function segmented(photo: Photo, { sessions, clock }: Tools) {
  clock.enter('load')
  const session = await sessions.instant()
  if (!session.ok) return session
  clock.enter('run')
  const made = await segmentPeople(flattened(photo), session.value)
  if (!made.ok) return made
  const { confidence, ...seen } = made.value
  const { backend, threads } = session.value
  const mask: MadeMask = { ...seen, model: named('instant'), backend, threads }
  return success({ mask, figures: { ...confidence, undecidedShare: confidence.undecided * confidence.coverage } })
}

async function makeByOnnx(photo: Photo, model: OnnxModel, tools: Tools): Promise<Outcome<MadeMask>> {
  const { sessions, clock, way, mustProve = false } = tools
  clock.enter('load')
  const session = await sessions.onnx(model, way === undefined ? 'wasm' : backendOf(way.rung))
  if (!session.ok) return session
  clock.enter('run')
  const seen = flattened(photo)
  const plane = await runOnnxModel(seen, session.value, model)
  if (!plane.ok) return plane
  const { id, name, input } = model
  const { backend, threads } = session.value
  const how = { model: { id, name }, threads, tier: input }
  if (backend === 'wasm' || !mustProve) return success({ plane: plane.value, backend, ...how })
  const proved = await proveOnnxModel(seen, plane.value, model, sessions)
  return proved.ok ? success({ ...how, ...proved.value }) : proved
}

async function makeByBiRefNet(
  photo: Photo,
  model: BiRefNetModel,
  { sessions, clock, way }: Tools,
): Promise<Outcome<MadeMask>> {
  if (way === undefined) throw new Error('a BiRefNet is cut in a way that the engine chooses')
  const size = model.keepsAspect ? aspectSize(photo.size, way.tier) : squareSize(way.tier)
  clock.enter('load')
  const session = await sessions.birefnet(model, size, way, (done) => clock.share(done))
  if (!session.ok) return session
  clock.enter('prepare')
  const image = birefnetInput(flattened(photo), size)
  clock.enter('run')
  const logits = await runBiRefNet(session.value, image, size)
  if (!logits.ok) return logits
  const { id, name } = model
  const { backend, threads } = session.value
  const { precision } = way
  return success({ plane: alphaOfLogits(logits.value), model: { id, name }, backend, threads, precision, tier: size })
}

function named(id: 'keyer' | 'instant'): MadeWith['model'] {
  return { id, name: builtInModels.find((model) => model.id === id)?.name ?? id }
}

function rgbaOf({ size, pixels }: Photo): RgbaPixels & { data: Photo['pixels'] } {
  return { ...size, data: pixels }
}
