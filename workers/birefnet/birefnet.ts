import type { Value } from '#workers/onnx/graph.ts'
import type { Backbone } from './backbone.ts'
import { decoder } from './decoder/decoder.ts'
import { head } from './decoder/head.ts'
import { encoder } from './encoder.ts'
import type { Network } from './network.ts'

/** The whole network (https://arxiv.org/abs/2401.03407): the normalised image [1, 3, H, W] in, logits [1, 1, H, W] out. */
export function birefnet(
  net: Network,
  image: Value,
  backbone: Backbone,
): { logits: Value; inner: Record<string, Value> } {
  const working = net.as(image, net.plan.precision === 'fp16' ? 'f16' : 'f32')
  const maps = encoder(net, working, backbone)
  const blocks = decoder(net, working, maps, backbone)
  const [block4, block3, block2, block1] = blocks
  if (block4 === undefined || block3 === undefined || block2 === undefined || block1 === undefined) {
    throw new RangeError('The decoder has four levels.')
  }
  const [x1, x2, x3] = maps.laterals
  if (x1 === undefined || x2 === undefined || x3 === undefined) throw new RangeError('The encoder has four scales.')
  return {
    // The head costs next to nothing, and its sums decide about single levels of alpha.
    logits: head(net, net.as(block1, 'f32'), image, backbone),
    inner: {
      'enc.x1': x1,
      'enc.x2': x2,
      'enc.x3': x3,
      'enc.x4': maps.context,
      squeeze_module: maps.squeezed,
      'decoder.decoder_block4': block4,
      'decoder.decoder_block3': block3,
      'decoder.decoder_block2': block2,
      'decoder.decoder_block1': block1,
    },
  }
}
