import { convolution, relu } from '#workers/birefnet/convolution.ts'
import type { Network } from '#workers/birefnet/network.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { asppDeformable } from './asppDeformable.ts'

/** The basic decoder block: narrow to 64 channels, look around at several reaches, widen again. No activation at its end. */
export function decoderBlock(net: Network, x: Value, key: string, outputs: number): Value {
  const narrow = convolution(net, x, `${key}.conv_in`, { outputs: 64, kernel: 3, norm: `${key}.bn_in` })
  const seen = asppDeformable(net, relu(net, narrow), `${key}.dec_att`)
  return convolution(net, seen, `${key}.conv_out`, { outputs, kernel: 3, norm: `${key}.bn_out` })
}
