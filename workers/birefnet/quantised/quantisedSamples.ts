import { type NativeWeights, stridedRows } from '#workers/birefnet/deformable/deformableNative.ts'
import type { Samples } from '#workers/birefnet/deformable/deformableSamples.ts'
import type { Network } from '#workers/birefnet/network.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { transposed } from '#workers/weights/matrix.ts'
import { multiplyBytes, quantise } from './quantised.ts'

/**
 * The rows' samples in 8 bits times the weights, for each place one row: [rows * W, outputs]. Nine tenths of a deformable convolution's
 * time is its product; in whole numbers that is so much quicker that taking the samples out of DeformConv first is well worth it.
 */
export function quantisedSamples(net: Network, samples: Samples, weights: NativeWeights): Value {
  const { x, kernel, rows } = samples
  const [, channels = 0, , width = 0] = x.shape
  const { name, outputs, weight, bias } = weights
  const [inputs, places] = [channels * kernel ** 2, (rows.end - rows.start) * width]
  const { bytes, ...range } = quantise(net, maskedSamples(net, samples))
  const turned = net.transpose(net.reshape(bytes, [inputs, places]), [1, 0])
  return multiplyBytes(
    net,
    { bytes: turned, ...range },
    { name, inputs, outputs, weight: () => transposed(weight(), outputs, inputs), bias },
  )
}

/**
 * The masked samples of all taps, [1, 64, taps * rows, W]: a DeformConv of one tap that copies each channel, and sees the taps as further
 * rows. It is quicker than GridSample, which finds each place anew for every channel.
 */
function maskedSamples(net: Network, { x, offsets, mask, kernel, rows }: Samples): Value {
  const [, channels = 0, height = 0, width = 0] = x.shape
  const taps = kernel ** 2
  const count = rows.end - rows.start
  const { stride, below } = stridedRows(height, taps * count)
  const base = () => tapPlaces(kernel, rows.start, count, stride)
  const axes = net.transpose(net.reshape(offsets, [taps, 2, count, width]), [1, 0, 2, 3])
  const moves = net.add(
    axes,
    net.constant('f32', `places.${kernel}.${height}.${rows.start}.${count}`, [2, taps, count, 1], base),
  )
  const operands = [
    x,
    net.constant('f32', `ones.${channels}`, [channels, 1, 1, 1], () => new Float32Array(channels).fill(1)),
    net.reshape(moves, [1, 2, taps * count, width]),
    undefined,
    net.reshape(mask, [1, 1, taps * count, width]),
  ]
  const attributes = { kernel_shape: [1, 1], strides: [stride, 1], pads: [0, 0, below, 0], group: channels }
  return net.graph.op('DeformConv', operands, attributes, { shape: [1, channels, taps * count, width] })
}

/** How far below, and how far right of where DeformConv would look, each tap of each row really lies: [2, taps, rows, 1]. */
function tapPlaces(kernel: number, start: number, rows: number, stride: number): Float32Array<ArrayBuffer> {
  const taps = kernel ** 2
  const pad = (kernel - 1) / 2
  const places = new Float32Array(2 * taps * rows)
  for (let tap = 0; tap < taps; tap++) {
    for (let row = 0; row < rows; row++) {
      const line = tap * rows + row
      places[line] = start + row + Math.floor(tap / kernel) - pad - line * stride
      places[taps * rows + line] = (tap % kernel) - pad
    }
  }
  return places
}
