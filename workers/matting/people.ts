import type { Size } from '#core/geometry.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { reduceMask } from '#workers/edges/reduceMask.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { type AlphaPlane, type RgbaPixels, resizeMask } from '#workers/pixels/resize/resize.ts'
import type { Session } from '#workers/runtime/session.ts'
import { toFloat32 } from '#workers/runtime/tensor.ts'
import { findPeople } from './instant.ts'
import type { InstantConfidence } from './instantConfidence.ts'
import { instantSide } from './instantEye.ts'

/** Measured on the pairs of people: cells a little larger than what the network saw, and how they bleed. */
const grainCells = 1.2
const seenSoftness = 1.2
/** Below this there is nothing to gain. */
const leastCell = 1.5

/** The people of a photo: alpha as fine as the network really saw them, and how far it can be trusted. */
export interface People {
  plane: GrayRaster
  /** How far the plane's pixels bleed into one another, in its pixels; absent where that is not known. */
  softness?: number
  confidence: InstantConfidence
  tier: Size
}

/** Runs the people segmenter as often as the photo needs. Fails with `out-of-memory` or `model-failed`. */
export async function segmentPeople(photo: RgbaPixels, session: Session): Promise<Outcome<People>> {
  const [input, output] = [session.inputs[0], session.outputs[0]]
  if (input === undefined || output === undefined) throw new Error('the people segmenter has one input and one output')
  const dims = [1, 3, instantSide, instantSide]
  let failed: Outcome<never> | undefined
  const { alpha, grain, confidence } = await findPeople(photo, async (data) => {
    const result = failed ?? (await session.run({ [input.name]: { type: 'float32', dims, data } }, [output.name]))
    const mask = result.ok ? result.value[output.name] : undefined
    if (mask !== undefined) return toFloat32(mask)
    // The search goes on with nothing to be seen, which ends it soon; what it finds then is not used.
    if (!result.ok) failed = result
    return new Float32Array(instantSide * instantSide)
  })
  if (failed !== undefined) return failed
  return success({ ...asSeen(alpha, grain), confidence, tier: { width: instantSide, height: instantSide } })
}

/**
 * Several views are blended on a fine grid, which makes edges smooth but not true. As coarse as the network saw them, and known to be
 * soft, they are raised along the edges of the photo instead: on the pairs of people that takes a tenth off the error.
 */
function asSeen(alpha: AlphaPlane, grain: number): Pick<People, 'plane' | 'softness'> {
  const whole: GrayRaster = { width: alpha.width, height: alpha.height, data: resizeMask(alpha, alpha) }
  const cell = grain * grainCells
  if (cell < leastCell) return { plane: whole }
  const side = (length: number) => Math.max(1, Math.round(length / cell))
  return { plane: reduceMask(whole, { width: side(alpha.width), height: side(alpha.height) }), softness: seenSoftness }
}
