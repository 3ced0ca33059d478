import type { Tensor } from '#workers/onnx/tensor.ts'

/** `[N, H, W, C]` -> `[N, C, H, W]`: TensorFlow Lite keeps channels last, ONNX wants them first. */
export const channelsFirst = [0, 3, 1, 2] as const
/** `[O, H, W, I]` -> `[I, O, H, W]`, as ONNX's ConvTranspose wants its weights. */
export const inputsFirst = [3, 0, 1, 2] as const
/** `[1, H, W, C]` -> `[C, 1, H, W]`, one filter for each channel. */
export const depthwise = [3, 0, 1, 2] as const

export interface F16Tensor extends Tensor {
  dtype: 'f16'
  data: Uint16Array
}

/** The tensor with its four axes in another order: axis `i` of the result is axis `axes[i]` of the source. */
export function permute({ shape, data }: F16Tensor, axes: readonly [number, number, number, number]): F16Tensor {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))
  const [a, b, c, d] = axes.map((axis) => shape[axis] ?? 1)
  const [sa, sb, sc, sd] = axes.map((axis) => strides[axis] ?? 1)
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new RangeError('Four axes needed.')
  if (sa === undefined || sb === undefined || sc === undefined || sd === undefined)
    throw new RangeError('Four axes needed.')
  const result = new Uint16Array(data.length)
  let at = 0
  for (let i = 0; i < a; i++)
    for (let j = 0; j < b; j++)
      for (let k = 0; k < c; k++)
        for (let l = 0; l < d; l++) result[at++] = data[i * sa + j * sb + k * sc + l * sd] ?? 0
  return { dtype: 'f16', shape: [a, b, c, d], data: result }
}
