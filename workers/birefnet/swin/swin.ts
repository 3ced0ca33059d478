import { type Backbone, stageChannels } from '#workers/birefnet/backbone.ts'
import type { Network } from '#workers/birefnet/network.ts'
import { tokensToMap } from '#workers/birefnet/tokens.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { layerNorm } from './layerNorm.ts'
import { patchEmbed } from './patchEmbed.ts'
import { patchMerging } from './patchMerging.ts'
import { swinBlock } from './swinBlock.ts'

/** The Swin transformer: the normed maps [1, C, H, W] of its four stages, at 1/4 to 1/32 of the image. */
export function swin(net: Network, image: Value, backbone: Backbone): Value[] {
  const { depths, heads, window } = backbone
  let tokens = patchEmbed(net, image, backbone.embed)
  return depths.map((depth, stage) => {
    if (stage > 0) tokens = patchMerging(net, tokens, `bb.layers.${stage - 1}.downsample`)
    if (tokens.value.shape[1] !== stageChannels(backbone, stage))
      throw new RangeError(`Stage ${stage} has other channels.`)
    for (let block = 0; block < depth; block++) {
      const shift = block % 2 === 0 ? 0 : Math.floor(window / 2)
      const key = `bb.layers.${stage}.blocks.${block}`
      tokens = swinBlock(net, tokens, key, { heads: heads[stage] ?? 1, window, shift })
    }
    return tokensToMap(net, { ...tokens, value: layerNorm(net, tokens.value, `bb.norm${stage}`) })
  })
}
