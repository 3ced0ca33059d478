import type { LinearWeights } from '#workers/birefnet/linearWeights.ts'
import type { Network } from '#workers/birefnet/network.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { columnScales, quantiseColumns } from '#workers/weights/quantise.ts'

/** x as 8-bit whole numbers: x is about (bytes - zero) * scale, the range being that of this very x. */
export interface QuantisedValue {
  bytes: Value
  scale: Value
  zero: Value
}

const made = new WeakMap<Value, QuantisedValue>()

/** Quantises an activation by its own range at run time; a value with several readers is quantised once. */
export function quantise(net: Network, x: Value): QuantisedValue {
  const known = made.get(x)
  if (known !== undefined) return known
  const [bytes, scale, zero] = net.graph.ops('DynamicQuantizeLinear', [x], {}, [
    { dtype: 'u8' },
    { dtype: 'f32', shape: [] },
    { dtype: 'u8', shape: [] },
  ])
  const quantised = { bytes, scale, zero }
  made.set(x, quantised)
  return quantised
}

/** x times a matrix in whole numbers: activations quantised as a whole, weights by column. */
export function quantisedMatMul(net: Network, x: Value, weights: LinearWeights): Value {
  return multiplyBytes(net, quantise(net, x), weights)
}

/** Quantised rows times a matrix, as float32. */
export function multiplyBytes(net: Network, { bytes, scale, zero }: QuantisedValue, weights: LinearWeights): Value {
  const { name, inputs, outputs, weight, bias } = weights
  const data = () => quantiseColumns(weight(), outputs).data
  const matrix = net.graph.constant(`${name}.int8`, { dtype: 'i8', shape: [inputs, outputs], data })
  const scales = net.constant('f32', `${name}.scales`, [outputs], () => columnScales(weight(), outputs))
  const offset = bias === undefined ? [] : [undefined, net.constant('f32', `${name}.bias`, [outputs], bias)]
  return net.graph.op(
    'MatMulIntegerToFloat',
    [bytes, matrix, scale, scales, zero, ...offset],
    {},
    { domain: 'com.microsoft', dtype: 'f32', shape: bytes.shape.with(-1, outputs) },
  )
}
