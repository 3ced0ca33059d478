import type { Backbone } from '#workers/birefnet/backbone.ts'
import { convolution } from '#workers/birefnet/convolution.ts'
import type { EncoderMaps } from '#workers/birefnet/encoder.ts'
import type { Network } from '#workers/birefnet/network.ts'
import { resize } from '#workers/birefnet/resize.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { decoderBlock } from './decoderBlock.ts'
import { decoderLevels } from './decoderPlan.ts'
import { gate } from './gate.ts'
import { inwardPatches } from './inwardPatches.ts'

/** From the coarsest level to the finest: the map so far on the lateral one, the image beside it, through a block, through a gate. Gives each block's output. */
export function decoder(net: Network, image: Value, { laterals, squeezed }: EncoderMaps, backbone: Backbone): Value[] {
  let map = squeezed
  return decoderLevels(backbone).map(({ level, stage, lateral, patches, grid, patchOutputs, outputs }) => {
    const beside = laterals[stage]
    if (beside === undefined) throw new RangeError('There is a lateral map for each level.')
    if (level < 4) {
      const [, , height = 0, width = 0] = beside.shape
      const side = convolution(net, beside, `decoder.lateral_block${level + 1}.conv`, { outputs: lateral, kernel: 1 })
      map = net.add(side, resize(net, map, height, width))
    }
    const joined = net.concat([map, inwardPatches(net, image, { patches, grid, outputs: patchOutputs })], 1)
    const block = decoderBlock(net, joined, `decoder.decoder_block${level}`, outputs)
    map = level > 1 ? gate(net, block, level) : block
    return block
  })
}
