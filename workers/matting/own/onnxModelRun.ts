import { families, type OnnxModel } from '#core/models.ts'
import { failure, type Outcome } from '#core/outcome.ts'
import { normalise } from '#workers/matting/normalise.ts'
import { type AlphaPlane, type RgbaPixels, resizeToPlanes } from '#workers/pixels/resize/resize.ts'
import type { Session } from '#workers/runtime/session.ts'
import { type Tensor, toFloat16, toFloat32 } from '#workers/runtime/tensor.ts'
import { alphaOf } from './onnxOutput.ts'

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
  const planes = normalise(resizeToPlanes(photo, model.input), families[model.family])
  const result = await session.run({ [input.name]: tensorOf(planes, input, model) }, [model.output])
  if (!result.ok) return result
  const output = result.value[model.output]
  if (output === undefined) return failure('model-failed', `it gave no ${model.output}`)
  return alphaOf(toFloat32(output), output.dims)
}

type Wanted = Pick<OnnxModel, 'input' | 'layout'>

/** Three planes as the input wants them: its order of channels, its type, with a batch of one or without. */
export function tensorOf(
  planes: Float32Array,
  { type, shape }: Session['inputs'][number],
  { input, layout }: Wanted,
): Tensor {
  const isLast = layout === 'channels-last'
  const sides = isLast ? [input.height, input.width, 3] : [3, input.height, input.width]
  const dims = shape.length === 3 ? sides : [1, ...sides]
  const values = isLast ? interleaved(planes) : planes
  if (type === 'float16') return { type, dims, data: toFloat16(values) }
  if (type === 'uint8') return { type, dims, data: Uint8Array.from(new Uint8ClampedArray(values)) }
  return { type: 'float32', dims, data: values }
}

function interleaved(planes: Float32Array): Float32Array {
  const area = planes.length / 3
  const values = new Float32Array(planes.length)
  for (let index = 0; index < area; index++) {
    for (let channel = 0; channel < 3; channel++) values[index * 3 + channel] = planes[channel * area + index] ?? 0
  }
  return values
}
