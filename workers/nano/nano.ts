import type { Value } from '#workers/onnx/graph.ts'
import { backbone } from './backbone.ts'
import { convolution, normalised } from './convolution.ts'
import { gate, squeeze, stage } from './decoder.ts'
import type { Given } from './inward.ts'
import type { NanoNetwork } from './network.ts'

/** Rates of the atrous pyramids at a sixteenth and an eighth of the input's side. */
const rates = [2, 4, 8] as const

/** The network's logits, and the features that the dab branch reads. */
export interface Trunk {
  logits: Value
  /** At a quarter of the input's side, from the decoder. */
  d2: Value
  /** At an eighth, from the decoder and from the backbone. */
  d3: Value
  f3: Value
  /** At a sixteenth, from the backbone. */
  f4: Value
}

/** The whole network: the photo [1, 3, H, W], -1 to 1, and hints in; logits [1, 1, H, W] out. */
export function trunk(net: NanoNetwork, { image, hints }: Given): Trunk {
  const working = net.plan.precision === 'fp16' ? 'f16' : 'f32'
  const given: Given = {
    image: net.as(image, working),
    hints: hints === undefined ? undefined : net.as(hints, working),
  }
  const [f1, f2, f3, f4, f5] = backbone(net, given.image)
  if (!f1 || !f2 || !f3 || !f4 || !f5) throw new RangeError('The backbone has five scales.')
  const coarse = squeeze(net, { f3, f4, f5 }, given.hints)
  const d4 = gate(net, stage(net, coarse, given, { key: 'stage4', lateral: f4, patch: 16, rates }), 'gate4')
  const d3 = gate(net, stage(net, d4, given, { key: 'stage3', lateral: f3, patch: 8, rates }), 'gate3')
  const d2 = gate(net, stage(net, d3, given, { key: 'stage2', lateral: f2, patch: 4, rates: [] }), 'gate2')
  const narrow = normalised(net, d2, 'narrow')
  const d1 = stage(net, narrow, given, { key: 'stage1', lateral: f1, patch: 2, rates: [] })
  // The last sums decide about single levels of alpha.
  return { logits: shuffled(net, convolution(net, net.as(d1, 'f32'), 'head.0')), d2, d3, f3, f4 }
}

/** Four channels as the four pixels of a square. */
export function shuffled(net: NanoNetwork, x: Value): Value {
  const [, , height = 0, width = 0] = x.shape
  const pixels = net.transpose(net.reshape(x, [2, 2, height, width]), [2, 0, 3, 1])
  return net.reshape(pixels, [1, 1, 2 * height, 2 * width])
}
