import type { OnnxModel } from '#core/models.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Verdict } from '#core/ways/remembered.ts'
import type { Sessions } from '#workers/matting/sessions.ts'
import type { AlphaPlane, RgbaPixels } from '#workers/pixels/resize/resize.ts'
import { runOnnxModel } from './onnxModelRun.ts'

/** Largest mean difference of alpha that passes: what half floats and another order of sums give is far below, a kernel that is wrong far above. */
const tolerance = 0.01

/** A mask that counts, and how near the graphics card came to it. */
interface Proved {
  plane: AlphaPlane
  proof: Verdict
  backend: 'webgpu' | 'wasm'
}

/**
 * Tests a graphics card by the network itself: no small case with a known answer exists for a network that anyone may bring. The processor's mask
 * of the same photo is the known answer, and the one that counts where the two differ. Fails as the processor's run does.
 */
export async function proveOnnxModel(
  photo: RgbaPixels,
  onCard: AlphaPlane,
  model: OnnxModel,
  sessions: Sessions,
): Promise<Outcome<Proved>> {
  const session = await sessions.onnxBeside(model)
  if (!session.ok) return session
  try {
    const known = await runOnnxModel(photo, session.value, model)
    if (!known.ok) return known
    const error = meanDifference(onCard, known.value)
    const hasPassed = error <= tolerance
    const proof = { hasPassed, error, at: Date.now() }
    return success(
      hasPassed ? { plane: onCard, proof, backend: 'webgpu' } : { plane: known.value, proof, backend: 'wasm' },
    )
  } finally {
    await session.value.release()
  }
}

/** Mean difference of two masks, 0 to 1; 1 where they are not of one size. */
function meanDifference(one: AlphaPlane, other: AlphaPlane): number {
  if (one.width !== other.width || one.height !== other.height) return 1
  let sum = 0
  for (let i = 0; i < one.data.length; i++) sum += Math.abs((one.data[i] ?? 0) - (other.data[i] ?? 0))
  return sum / one.data.length
}
