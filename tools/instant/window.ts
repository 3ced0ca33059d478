import type { FlatTable } from './flatTable.ts'

/** Padding of a sliding window as ONNX writes it: [top, left, bottom, right]. */
export type Pads = [number, number, number, number]

type Pair = readonly [height: number, width: number]

/** TensorFlow's `Padding` enum; its default, 0, is SAME. */
export function isSame(options: FlatTable | undefined): boolean {
  return options?.int8(0) === 0
}

/** [height, width] of the stride, fields 2 and 1 of the options of convolutions and pools. */
export function strides(options: FlatTable | undefined): Pair {
  return [Math.max(1, options?.int32(2) ?? 1), Math.max(1, options?.int32(1) ?? 1)]
}

/** Pads that make `input` pixels give `output` pixels; TensorFlow puts the odd one at the end. Zero for VALID. */
export function samePads(input: Pair, output: Pair, kernel: Pair, stride: Pair, dilation: Pair): Pads {
  const total = (axis: 0 | 1) =>
    Math.max(0, (output[axis] - 1) * stride[axis] + (kernel[axis] - 1) * dilation[axis] + 1 - input[axis])
  const [vertical, horizontal] = [total(0), total(1)]
  const [top, left] = [Math.floor(vertical / 2), Math.floor(horizontal / 2)]
  return [top, left, vertical - top, horizontal - left]
}
