import type { Value } from '#workers/onnx/graph.ts'
import { convolution } from './convolution.ts'
import type { NanoNetwork } from './network.ts'

/** Blocks of each stage and the stride of its first, as in EfficientNet-B0 (Tan & Le 2019); all else follows from the kernels' sizes. */
const stages = [
  { blocks: 1, stride: 1 },
  { blocks: 2, stride: 2 },
  { blocks: 2, stride: 2 },
  { blocks: 3, stride: 2 },
  { blocks: 3, stride: 1 },
  { blocks: 4, stride: 2 },
  { blocks: 1, stride: 1 },
] as const

/** The stride of every block. */
const strides = stages.flatMap(({ blocks, stride }) => Array.from({ length: blocks }, (_, i) => (i === 0 ? stride : 1)))

/** The last blocks at a half, a quarter, ... a thirty-second of the input's side. */
const taps: ReadonlySet<number> = new Set([0, 2, 4, 10, 15])

/** EfficientNet-Lite0 without its classifier: the input [1, 3, H, W] as maps of five scales, finest first. */
export function backbone(net: NanoNetwork, image: Value): Value[] {
  let x = convolution(net, image, 'backbone.stem.1', { stride: 2, activation: 'relu6' })
  return strides.flatMap((stride, index) => {
    x = block(net, x, `backbone.blocks.${index}`, stride)
    return taps.has(index) ? [x] : []
  })
}

/** Widened, looked at channel by channel, narrowed again; added to what came in where that has the same shape. */
function block(net: NanoNetwork, x: Value, key: string, stride: number): Value {
  const wide = key.endsWith('.0') ? x : convolution(net, x, `${key}.expand.0`, { activation: 'relu6' })
  const depth = stride === 1 ? `${key}.depth` : `${key}.depth.1`
  const looked = convolution(net, wide, depth, { stride, isDepthwise: true, activation: 'relu6' })
  const narrow = convolution(net, looked, `${key}.project`)
  return narrow.shape.join() === x.shape.join() ? net.add(x, narrow) : narrow
}
