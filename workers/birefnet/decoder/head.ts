import type { Backbone } from '#workers/birefnet/backbone.ts'
import { convolve } from '#workers/birefnet/convolution.ts'
import type { Network } from '#workers/birefnet/network.ts'
import { resize } from '#workers/birefnet/resize.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { patchChannels } from './decoderPlan.ts'

const out = 'decoder.conv_out1.0'
const inward = 'decoder.ipt_blk1'
const hidden = 64

/**
 * The last 1 x 1 convolution sees the enlarged map and the inward reference of the whole image. Both are linear up to there, so
 * the map is projected to its one channel before it is enlarged, and the reference's two 3 x 3 convolutions shrink to
 * 3 -> 9 -> 1 channels: the hidden 64 only ever appear projected on the 9 taps of the second. Exact at the borders too.
 */
export function head(net: Network, x: Value, image: Value, backbone: Backbone): Value {
  const [, , height = 0, width = 0] = image.shape
  const channels = backbone.embed
  const projected = convolve(net, x, {
    name: 'head.map',
    outputs: 1,
    kernel: 1,
    weight: () => net.read(`${out}.weight`).slice(0, channels),
  })
  const taps = convolve(net, image, {
    name: 'head.taps',
    outputs: 9,
    kernel: 3,
    weight: () => tapMatrix(net, backbone, net.read(`${inward}.conv1.weight`)),
    bias: () => tapMatrix(net, backbone, net.read(`${inward}.conv1.bias`)),
  })
  const reference = convolve(net, taps, {
    name: 'head.sum',
    outputs: 1,
    kernel: 3,
    weight: () => Float32Array.from({ length: 81 }, (_, index) => (index % 10 === 0 ? 1 : 0)),
    bias: () => Float32Array.of(referenceBias(net, backbone)),
  })
  return net.add(reference, resize(net, projected, height, width))
}

/** Weights of conv_out1 for the reference's channels. */
function referenceWeights(net: Network, { embed }: Backbone): Float32Array {
  return net.read(`${out}.weight`).slice(embed)
}

/** For each of the 9 taps of the second convolution, the sum over the hidden channels of its projected weight times the row of `first`. */
function tapMatrix(net: Network, backbone: Backbone, first: Float32Array): Float32Array<ArrayBuffer> {
  const projection = referenceWeights(net, backbone)
  const second = net.read(`${inward}.conv_out.weight`)
  const columns = first.length / hidden
  const result = new Float64Array(9 * columns)
  for (const [output, weight] of projection.entries()) {
    for (let channel = 0; channel < hidden; channel++) {
      for (let tap = 0; tap < 9; tap++) {
        const factor = weight * (second[(output * hidden + channel) * 9 + tap] ?? 0)
        for (let column = 0; column < columns; column++) {
          const place = tap * columns + column
          result[place] = (result[place] ?? 0) + factor * (first[channel * columns + column] ?? 0)
        }
      }
    }
  }
  return Float32Array.from(result)
}

function referenceBias(net: Network, backbone: Backbone): number {
  const bias = net.read(`${inward}.conv_out.bias`)
  if (bias.length !== patchChannels(backbone, 1)) throw new RangeError('The reference has other channels.')
  const projected = referenceWeights(net, backbone).reduce(
    (sum, weight, channel) => sum + weight * (bias[channel] ?? 0),
    0,
  )
  return (net.read(`${out}.bias`)[0] ?? 0) + projected
}
