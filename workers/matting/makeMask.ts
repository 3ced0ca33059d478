import type { BiRefNetModel, Model, OnnxModel } from '#core/models.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { backendOf } from '#core/ways/way.ts'
import { aspectSize, squareSize } from '#workers/birefnet/tier.ts'
import type { Photo } from '#workers/decode/photo.ts'
import type { AlphaPlane, RgbaPixels } from '#workers/pixels/resize/resize.ts'
import type { Session } from '#workers/runtime/session.ts'
import { makeByAuto } from './auto/makeByAuto.ts'
import { alphaOfLogits, birefnetInput, runBiRefNet } from './birefnet/birefnetRun.ts'
import { seenByNetworks } from './flattened.ts'
import type { MadeMask, MaskTools } from './madeMask.ts'
import { makeByKeyer } from './makeByKeyer.ts'
import { runCloser, type Shown, shownOf } from './nano/closer.ts'
import { makeByNano } from './nano/makeByNano.ts'
import { proveOnnxModel } from './own/onnxModelProof.ts'
import { runOnnxModel } from './own/onnxModelRun.ts'

/** Makes the mask by the chosen model, or by the one that Auto chooses for this photo. Fails as the sessions and their runs do. */
export async function makeMask(photo: Photo, model: Model, tools: MaskTools): Promise<Outcome<MadeMask>> {
  switch (model.kind) {
    case 'auto':
      return await makeByAuto(photo, tools)
    case 'keyer':
      return success(makeByKeyer(photo, tools).mask)
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

async function makeByOnnx(photo: Photo, model: OnnxModel, tools: MaskTools): Promise<Outcome<MadeMask>> {
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

async function makeByBiRefNet(photo: Photo, model: BiRefNetModel, tools: MaskTools): Promise<Outcome<MadeMask>> {
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
