import type { Network } from '#workers/birefnet/network.ts'
import { float } from '#workers/onnx/attribute.ts'
import type { Value } from '#workers/onnx/graph.ts'

/** Layer norm over the last axis, epsilon 1e-5. */
export function layerNorm(net: Network, x: Value, key: string): Value {
  const channels = x.shape.slice(-1)
  const weight = net.constant(x.dtype, `${key}.weight`, channels, () => net.read(`${key}.weight`))
  const bias = net.constant(x.dtype, `${key}.bias`, channels, () => net.read(`${key}.bias`))
  return net.graph.op('LayerNormalization', [x, weight, bias], { axis: -1, epsilon: float(1e-5) })
}
