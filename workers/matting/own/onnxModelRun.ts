import { families, type OnnxModel } from '#core/models.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { normalise } from '#workers/matting/normalise.ts'
import { outputRange, sigmoid } from '#workers/matting/outputRange.ts'
import { type AlphaPlane, type RgbaPixels, resizeToPlanes } from '#workers/pixels/resize/resize.ts'
import type { Session } from '#workers/runtime/session.ts'
import { type Tensor, toFloat16, toFloat32 } from '#workers/runtime/tensor.ts'

/** How far rounding (of a half-precision sigmoid, say) may carry a finished alpha beyond 0 or 1. */
const tolerance = 1e-4

/**
 * Runs a model that a person brought on a photo, or on a copy that is not smaller than the model's input, and gives the mask at the
 * size of the model's output. `resizeMask` raises it to the photo. Fails with `out-of-memory` or `model-failed`.
 */
export async function runOnnxModel(
  photo: RgbaPixels,
  session: Session,
  model: OnnxModel,
): Promise<Outcome<AlphaPlane>> {
  const input = session.inputs[0]
  if (input === undefined) return failure('model-failed', 'it has no input')
  const values = normalise(resizeToPlanes(photo, model.input), families[model.family])
  const dims = [1, 3, model.input.height, model.input.width]
  const tensor: Tensor =
    input.type === 'float16'
      ? { type: 'float16', dims, data: toFloat16(values) }
      : { type: 'float32', dims, data: values }
  const result = await session.run({ [input.name]: tensor }, [model.output])
  if (!result.ok) return result
  const output = result.value[model.output]
  return output === undefined ? failure('model-failed', `it gave no ${model.output}`) : alphaOf(output)
}

/**
 * The network's output as alpha. Values that leave 0 to 1 are logits and go through the sigmoid. They are never stretched to the full
 * range, as many programs do: where nothing stands out that would turn noise into a mask.
 */
function alphaOf(output: Tensor): Outcome<AlphaPlane> {
  const [height, width] = output.dims.slice(-2)
  const values = toFloat32(output)
  if (width === undefined || height === undefined || values.length !== width * height) {
    return failure('model-failed', `its output is ${output.dims.join(' x ')}, not one mask`)
  }
  const range = outputRange(values)
  if (!range.ok) return range
  const { least, most } = range.value
  const isLogits = least < -tolerance || most > 1 + tolerance
  const alpha = values.map(isLogits ? sigmoid : (value) => Math.min(1, Math.max(0, value)))
  return success({ width, height, data: alpha })
}
