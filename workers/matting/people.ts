import type { Size } from '#core/geometry.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { AlphaPlane, RgbaPixels } from '#workers/pixels/resize.ts'
import type { Session } from '#workers/runtime/session.ts'
import { toFloat32 } from '#workers/runtime/tensor.ts'
import { findPeople } from './instant.ts'
import type { InstantConfidence } from './instantConfidence.ts'
import { instantSide } from './instantEye.ts'

/** The people of a photo: alpha at the size of the working copy, and how far it can be trusted. */
export interface People {
  plane: AlphaPlane
  confidence: InstantConfidence
  tier: Size
}

/** Runs the people segmenter as often as the photo needs. Fails with `out-of-memory` or `model-failed`. */
export async function segmentPeople(photo: RgbaPixels, session: Session): Promise<Outcome<People>> {
  const [input, output] = [session.inputs[0], session.outputs[0]]
  if (input === undefined || output === undefined) throw new Error('the people segmenter has one input and one output')
  const dims = [1, 3, instantSide, instantSide]
  let failed: Outcome<never> | undefined
  const { alpha, confidence } = await findPeople(photo, async (data) => {
    const result = failed ?? (await session.run({ [input.name]: { type: 'float32', dims, data } }, [output.name]))
    const mask = result.ok ? result.value[output.name] : undefined
    if (mask !== undefined) return toFloat32(mask)
    // The search goes on with nothing to be seen, which ends it soon; what it finds then is not used.
    if (!result.ok) failed = result
    return new Float32Array(instantSide * instantSide)
  })
  if (failed !== undefined) return failed
  return success({ plane: alpha, confidence, tier: { width: instantSide, height: instantSide } })
}
