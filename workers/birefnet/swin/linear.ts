import type { LinearWeights } from '#workers/birefnet/linearWeights.ts'
import type { Network } from '#workers/birefnet/network.ts'
import { quantisedMatMul } from '#workers/birefnet/quantised/quantised.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { transposed } from '#workers/weights/matrix.ts'

/** x times the matrix plus the bias, over the last axis; in 8 bits where the plan says so. */
export function multiply(net: Network, x: Value, weights: LinearWeights): Value {
  if (net.plan.precision === 'int8') return quantisedMatMul(net, x, weights)
  const { name, inputs, outputs, weight, bias } = weights
  const matrix = net.constant(x.dtype, `${name}.weight`, [inputs, outputs], weight)
  const product = net.graph.op('MatMul', [x, matrix], {}, { shape: x.shape.with(-1, outputs) })
  const exact = bias === undefined ? product : net.add(product, net.constant(x.dtype, `${name}.bias`, [outputs], bias))
  net.observe?.({ name, exact, quantised: () => quantisedMatMul(net, x, weights) })
  return exact
}

/** The Linear layer `key` of the checkpoint. PyTorch keeps its matrix as [outputs, inputs]. */
export function linear(net: Network, x: Value, key: string, outputs: number, hasBias = true): Value {
  const inputs = x.shape.at(-1) ?? 0
  return multiply(net, x, {
    name: key,
    inputs,
    outputs,
    weight: () => transposed(net.read(`${key}.weight`), outputs, inputs),
    ...(hasBias ? { bias: () => net.read(`${key}.bias`) } : {}),
  })
}
