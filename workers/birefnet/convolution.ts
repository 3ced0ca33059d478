import type { Value } from '#workers/onnx/graph.ts'
import { foldBias, scaleOutputs } from '#workers/weights/fold.ts'
import type { ConvolutionWeights } from './convolutionWeights.ts'
import type { Network } from './network.ts'
import { isQuantisable, quantisedConvolve } from './quantised/quantisedConvolution.ts'

/** A convolution of a map [1, C, H, W]; zero padding keeps the size unless it strides. */
export function convolve(net: Network, x: Value, weights: ConvolutionWeights): Value {
  const isQuantised = isQuantisable(x, weights)
  if (isQuantised && net.plan.precision === 'int8') return quantisedConvolve(net, x, weights)
  const { name, outputs, kernel, stride = 1, weight, bias } = weights
  const [, inputs = 0, height = 0, width = 0] = x.shape
  const operands = [x, net.constant(x.dtype, `${name}.weight`, [outputs, inputs, kernel, kernel], weight)]
  if (bias !== undefined) operands.push(net.constant(x.dtype, `${name}.bias`, [outputs], bias))
  const pad = stride === 1 ? (kernel - 1) / 2 : 0
  const exact = net.graph.op(
    'Conv',
    operands,
    { kernel_shape: [kernel, kernel], strides: [stride, stride], pads: [pad, pad, pad, pad] },
    { shape: [1, outputs, height / stride, width / stride] },
  )
  if (isQuantised) net.observe?.({ name, exact, quantised: () => quantisedConvolve(net, x, weights) })
  return exact
}

export interface ConvolutionOptions {
  outputs: number
  kernel: number
  stride?: number
  /** Key of the batch norm that follows; it is folded into the weights. */
  norm?: string
  hasBias?: boolean
}

/** The convolution `key` of the checkpoint, with its batch norm folded in. */
export function convolution(net: Network, x: Value, key: string, options: ConvolutionOptions): Value {
  const { norm, hasBias = true, ...rest } = options
  const ownBias = () => (hasBias ? net.read(`${key}.bias`) : undefined)
  if (norm !== undefined) {
    return convolve(net, x, {
      ...rest,
      name: key,
      weight: () => scaleOutputs(net.read(`${key}.weight`), net.readNorm(norm).scale),
      bias: () => foldBias(ownBias(), net.readNorm(norm)),
    })
  }
  return convolve(net, x, {
    ...rest,
    name: key,
    weight: () => net.read(`${key}.weight`),
    ...(hasBias ? { bias: () => net.read(`${key}.bias`) } : {}),
  })
}

export function relu(net: Network, x: Value): Value {
  return net.graph.op('Relu', [x])
}

export function sigmoid(net: Network, x: Value): Value {
  return net.graph.op('Sigmoid', [x])
}
