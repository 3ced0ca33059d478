import { type Outcome, success } from '#core/outcome.ts'
import type { Photo } from '#workers/decode/photo.ts'
import type { MadeMask, MaskTools } from '#workers/matting/madeMask.ts'
import { makeByKeyer, rgbaOf } from '#workers/matting/makeByKeyer.ts'
import { meanOf } from '#workers/matting/nano/eye.ts'
import { makeByNano } from '#workers/matting/nano/makeByNano.ts'
import { glimpseBackdrop, shadeIn, studyBackdrop } from '#workers/pixels/keyer/keyer.ts'
import { plainEnough } from '#workers/pixels/keyer/plain.ts'
import { join } from './join.ts'
import { subjectIn } from './subjectIn.ts'

/** Lets both look, and joins what they have found. */
export async function makeByAuto(photo: Photo, tools: MaskTools): Promise<Outcome<MadeMask>> {
  tools.clock.enter('prepare')
  const glimpse = glimpseBackdrop(rgbaOf(photo))
  if (!glimpse.canBePlain) return alone(await makeByNano(photo, tools))
  const study = studyBackdrop(rgbaOf(photo), glimpse)
  const plainScore = study.plain.score
  const made = await makeByNano(photo, tools)
  // Nothing is to be joined where the backdrop is not plain: the keyer need not run.
  if (plainScore < plainEnough) return alone(made)
  const seen = made.ok ? await made.value.seen.looks() : made
  // What keys a plain backdrop needs no network: it works where none can be run.
  if (!made.ok || !seen.ok)
    return success({ ...makeByKeyer(photo, tools, study).mask, auto: { choice: 'keyer', sure: true } })
  const { mask } = made.value
  const { subject } = mask
  const drawn = makeByKeyer(photo, tools, study, subjectIn(meanOf(seen.value)))
  const { holes } = drawn.mask
  const readings = holes === undefined ? {} : { holes }
  const joined = join({
    keyed: { ...drawn.raster, ...drawn.figures, ...readings },
    plainScore,
    seen: seen.value,
    isShadeAt: shadeIn(rgbaOf(photo), study),
  })
  const judged = { evidence: { keyed: drawn.raster, plainness: plainScore }, looks: async () => seen }
  if (joined.mask === undefined) return success({ ...mask, auto: joined.auto, ...judged })
  const found = subject === undefined ? {} : { subject }
  if (joined.auto.choice === 'keyer') return success({ ...drawn.mask, ...found, auto: joined.auto, ...judged })
  const { part: _, ...whole } = mask
  return success({ ...whole, plane: joined.mask, auto: joined.auto, ...judged })
}

/** The network's mask as Auto's own. */
function alone(made: Awaited<ReturnType<typeof makeByNano>>): Outcome<MadeMask> {
  if (!made.ok) return made
  const { mask } = made.value
  return success({ ...mask, auto: { choice: 'nano', sure: mask.subject !== undefined } })
}
