import type { Value } from '#workers/onnx/graph.ts'
import type { Backbone } from './backbone.ts'
import { decoderBlock } from './decoder/decoderBlock.ts'
import { squeezeChannels } from './decoder/decoderPlan.ts'
import type { Network } from './network.ts'
import { resize } from './resize.ts'
import { swin } from './swin/swin.ts'

/** What the decoder takes from the encoder. */
export interface EncoderMaps {
  /** Maps at 1/4, 1/8, 1/16 and 1/32, each with the half-scale features joined on. */
  laterals: Value[]
  /** The coarsest map, with the context of all finer ones, before the squeeze module. */
  context: Value
  squeezed: Value
}

/** The image at full and at half scale through one backbone, joined scale by scale; the coarsest map also sees the finer ones. */
export function encoder(net: Network, image: Value, backbone: Backbone): EncoderMaps {
  const { width, height } = net.plan.size
  const half = swin(net, resize(net, image, height / 2, width / 2), backbone)
  const full = swin(net, image, backbone)
  const laterals = full.map((map, stage) => {
    const [, , rows = 0, columns = 0] = map.shape
    const coarse = half[stage]
    if (coarse === undefined) throw new RangeError('Both scales have four stages.')
    return net.concat([map, resize(net, coarse, rows, columns)], 1)
  })
  const [, , rows = 0, columns = 0] = laterals[3]?.shape ?? []
  const context = net.concat(
    laterals.map((map) => resize(net, map, rows, columns)),
    1,
  )
  const squeezed = decoderBlock(net, context, 'squeeze_module.0', squeezeChannels(backbone).outputs)
  return { laterals, context, squeezed }
}
