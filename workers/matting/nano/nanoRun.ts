import { nanoSide } from '#core/nano.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { outputRange, sigmoid } from '#workers/matting/outputRange.ts'
import type { AlphaPlane } from '#workers/pixels/resize/resize.ts'
import type { Session } from '#workers/runtime/session.ts'
import { toFloat32 } from '#workers/runtime/tensor.ts'

/** Runs the network: RGB -1 to 1 as three planes of `nanoSide` squared in, alpha 0 to 1 of one plane out. */
export type RunNano = (input: Float32Array) => Promise<Outcome<AlphaPlane>>

/** The network of a session. Its runs fail with `out-of-memory`, or with `model-failed`, also where a value is not finite. */
export function runnerOf(session: Session): RunNano {
  const dims = [1, 3, nanoSide, nanoSide]
  return async (data) => {
    const result = await session.run({ image: { type: 'float32', dims, data } }, ['logits'])
    if (!result.ok) return result
    const output = result.value['logits']
    if (output === undefined) throw new Error('the compiled network has an output called logits')
    const logits = toFloat32(output)
    const range = outputRange(logits)
    return range.ok ? success({ width: nanoSide, height: nanoSide, data: logits.map(sigmoid) }) : range
  }
}
