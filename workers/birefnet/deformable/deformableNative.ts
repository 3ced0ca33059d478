import type { Network } from '#workers/birefnet/network.ts'
import type { Value } from '#workers/onnx/graph.ts'
import type { Samples } from './deformableSamples.ts'

/** Weights [outputs, 64, kernel, kernel] and bias of the convolution. */
export interface NativeWeights {
  name: string
  outputs: number
  weight: () => Float32Array
  bias: () => Float32Array
}

/**
 * The rows by ONNX's own DeformConv, [1, outputs, rows, W]. DeformConv makes as many rows as fit its stride, and cannot be told to begin
 * lower down; so a part of the map is made with a stride that gives its number of rows, and the offsets carry each tap to where it belongs.
 */
export function nativeSamples(net: Network, samples: Samples, { name, outputs, weight, bias }: NativeWeights): Value {
  const { x, offsets, mask, kernel, rows } = samples
  const [, channels = 0, height = 0, width = 0] = x.shape
  const count = rows.end - rows.start
  const { stride, below } = stridedRows(height, count)
  const pad = (kernel - 1) / 2
  const shift = () => rowShift(kernel, rows.start, count, stride)
  const moves =
    count === height
      ? offsets
      : net.add(
          offsets,
          net.constant(
            x.dtype,
            `rows.${kernel}.${height}.${rows.start}.${count}`,
            [1, 2 * kernel ** 2, count, 1],
            shift,
          ),
        )
  const operands = [
    x,
    net.constant(x.dtype, `${name}.weight`, [outputs, channels, kernel, kernel], weight),
    moves,
    net.constant(x.dtype, `${name}.bias`, [outputs], bias),
    mask,
  ]
  const attributes = { kernel_shape: [kernel, kernel], strides: [stride, 1], pads: [pad, pad, pad + below, pad] }
  return net.graph.op('DeformConv', operands, attributes, { shape: [1, outputs, count, width] })
}

/** The stride, and the padding below, with which a map of this height gives so many rows, be they fewer or more than it has. */
export function stridedRows(height: number, count: number): { stride: number; below: number } {
  const stride = Math.ceil(height / count)
  // Rounding the stride up may leave the last row without input: padding makes room for it.
  return { stride, below: Math.max(0, (count - 1) * stride - (height - 1)) }
}

/** How far below its strided place each row really lies, for the vertical offset of every tap: [1, 2 * taps, rows, 1]. */
function rowShift(kernel: number, start: number, rows: number, stride: number): Float32Array<ArrayBuffer> {
  const shift = new Float32Array(kernel ** 2 * 2 * rows)
  for (let tap = 0; tap < kernel ** 2; tap++) {
    for (let row = 0; row < rows; row++) shift[2 * tap * rows + row] = start + row - row * stride
  }
  return shift
}
