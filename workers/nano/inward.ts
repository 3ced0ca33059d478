import type { Value } from '#workers/onnx/graph.ts'
import type { NanoNetwork } from './network.ts'

/** The photo itself and, where the graph takes them, a person's hints. */
export interface Given {
  /** [1, 3, H, W] */
  image: Value
  /** [1, 2, H, W], keep and remove; absent in a graph without hints. */
  hints: Value | undefined
}

/**
 * The inward reference: the photo in patches of `side` pixels, each folded into channels, through the 1 x 1 convolution `key`. That is one
 * convolution with a kernel and a stride of the patch's side. The hints' strongest value in each patch are the last two channels.
 */
export function inward(net: NanoNetwork, { image, hints }: Given, key: string, side: number): Value {
  const [outputs = 0, inputs = 0] = net.kernelShape(`${key}.0`)
  const { weight, bias } = net.kernel(`${key}.0`, `${key}.1`)
  const folded = 3 * side * side
  const part = (from: number, to: number) => () => columns(weight(), { rows: outputs, from, to })
  const operands = [
    image,
    net.constant(image.dtype, `${key}.patches`, [outputs, 3, side, side], part(0, folded)),
    net.constant(image.dtype, `${key}.bias`, [outputs], bias),
  ]
  const [, , height = 0, width = 0] = image.shape
  const shape = [1, outputs, height / side, width / side]
  const photo = net.graph.op('Conv', operands, { kernel_shape: [side, side], strides: [side, side] }, { shape })
  if (hints === undefined) return net.relu(photo)
  const kernel = net.constant(image.dtype, `${key}.hints`, [outputs, 2, 1, 1], part(folded, inputs))
  const said = net.graph.op('Conv', [strongest(net, hints, side), kernel], { kernel_shape: [1, 1] }, { shape })
  return net.relu(net.add(photo, said))
}

/** The largest value of each square of `side` pixels. */
export function strongest(net: NanoNetwork, x: Value, side: number): Value {
  return pooled(net, x, side, 'MaxPool')
}

/** The mean of each square of `side` pixels. */
export function mean(net: NanoNetwork, x: Value, side: number): Value {
  return pooled(net, x, side, 'AveragePool')
}

function pooled(net: NanoNetwork, x: Value, side: number, type: 'MaxPool' | 'AveragePool'): Value {
  const [one = 1, channels = 0, height = 0, width = 0] = x.shape
  const shape = [one, channels, height / side, width / side]
  return net.graph.op(type, [x], { kernel_shape: [side, side], strides: [side, side] }, { shape })
}

/** Columns `from` to `to` (exclusive) of a matrix with so many rows. */
export function columns(
  matrix: Float32Array,
  { rows, from, to }: { rows: number; from: number; to: number },
): Float32Array<ArrayBuffer> {
  const length = matrix.length / rows
  const part = new Float32Array(rows * (to - from))
  for (let row = 0; row < rows; row++) {
    part.set(matrix.subarray(row * length + from, row * length + to), row * (to - from))
  }
  return part
}
