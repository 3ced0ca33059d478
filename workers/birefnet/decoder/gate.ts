import { convolution, relu, sigmoid } from '#workers/birefnet/convolution.ts'
import type { Network } from '#workers/birefnet/network.ts'
import type { Value } from '#workers/onnx/graph.ts'

/** The gradient gate of a decoder level: the map times what one sigmoid channel lets through at each place. */
export function gate(net: Network, x: Value, level: number): Value {
  const key = `decoder.gdt_convs_${level}`
  const hidden = relu(net, convolution(net, x, `${key}.0`, { outputs: 16, kernel: 3, norm: `${key}.1` }))
  const attention = sigmoid(
    net,
    convolution(net, hidden, `decoder.gdt_convs_attn_${level}.0`, { outputs: 1, kernel: 1 }),
  )
  return net.graph.op('Mul', [x, attention])
}
