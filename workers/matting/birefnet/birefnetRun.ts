import type { Size } from '#core/geometry.ts'
import { families } from '#core/models.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { normalise } from '#workers/matting/normalise.ts'
import { outputRange, sigmoid } from '#workers/matting/outputRange.ts'
import { type AlphaPlane, type RgbaPixels, resizeToPlanes } from '#workers/pixels/resize/resize.ts'
import type { Session } from '#workers/runtime/session.ts'
import { toFloat32 } from '#workers/runtime/tensor.ts'

/** The photo as BiRefNet takes it, [1, 3, height, width]: squeezed to the size whatever its proportions, as in the authors' notebooks. */
export function birefnetInput(photo: RgbaPixels, size: Size): Float32Array {
  return normalise(resizeToPlanes(photo, size), families.birefnet)
}

/** Logits of sound networks stay within some tens; half floats that overflow, or a kernel that reads beside its weights, give thousands. */
const plausibleLogit = 1000

/** Even a photo of one plain colour has a mask whose logits differ by more than this: at its border the network sees padding. */
const degenerateRange = 1e-3

/**
 * Runs a compiled BiRefNet once and gives its logits, [height, width]. Fails as the session's run does, or with `model-failed` where values
 * are not finite, beyond all reason or as good as the same everywhere: no photo does that to sound weights.
 */
export async function runBiRefNet(session: Session, image: Float32Array, size: Size): Promise<Outcome<AlphaPlane>> {
  const dims = [1, 3, size.height, size.width]
  const result = await session.run({ image: { type: 'float32', dims, data: image } }, ['logits'])
  if (!result.ok) return result
  const output = result.value['logits']
  if (output === undefined) throw new Error('the compiled network has an output called logits')
  const data = toFloat32(output)
  const range = outputRange(data)
  if (!range.ok) return range
  const { least, most } = range.value
  if (most - least < degenerateRange) return failure('model-failed', `its output is ${least} everywhere`)
  const largest = Math.max(-least, most)
  if (largest > plausibleLogit) return failure('model-failed', `its output goes up to ${largest.toPrecision(3)}`)
  return success({ ...size, data })
}

/** Logits as alpha 0 to 1, in place. */
export function alphaOfLogits(plane: AlphaPlane): AlphaPlane {
  const { data } = plane
  for (let i = 0; i < data.length; i++) data[i] = sigmoid(data[i] ?? 0)
  return plane
}
