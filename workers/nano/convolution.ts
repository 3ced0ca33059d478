import type { Value } from '#workers/onnx/graph.ts'
import type { NanoNetwork } from './network.ts'

export interface ConvolutionOptions {
  /** Key of the batch norm that follows, where the file may still have one. */
  norm?: string
  stride?: number
  dilation?: number
  /** Each channel by itself. */
  isDepthwise?: boolean
  /** What the result goes through; `none` is the default. */
  activation?: 'none' | 'relu' | 'relu6'
}

/**
 * The convolution `key` of the checkpoint on a map [1, C, H, W]. Padded so that the map keeps its size, or has half of it: there as
 * TensorFlow pads, with one zero more at the end than at the start.
 */
export function convolution(net: NanoNetwork, x: Value, key: string, options: ConvolutionOptions = {}): Value {
  const { norm, stride = 1, dilation = 1, isDepthwise = false, activation = 'none' } = options
  const [outputs = 0, inputs = 0, kernel = 1] = net.kernelShape(key)
  const { weight, bias } = net.kernel(key, norm)
  const operands = [
    x,
    net.constant(x.dtype, `${key}.weight`, [outputs, inputs, kernel, kernel], weight),
    net.constant(x.dtype, `${key}.bias`, [outputs], bias),
  ]
  const [, , height = 0, width = 0] = x.shape
  const reach = dilation * (kernel - 1)
  const before = stride === 1 ? reach / 2 : Math.floor((reach - 1) / 2)
  const after = stride === 1 ? reach / 2 : Math.ceil((reach - 1) / 2)
  const made = net.graph.op(
    'Conv',
    operands,
    {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      dilations: [dilation, dilation],
      pads: [before, before, after, after],
      group: isDepthwise ? outputs : 1,
    },
    { shape: [1, outputs, height / stride, width / stride] },
  )
  return activated(net, made, activation)
}

function activated(net: NanoNetwork, x: Value, activation: 'none' | 'relu' | 'relu6'): Value {
  if (activation === 'none') return x
  if (activation === 'relu') return net.relu(x)
  const limit = (value: number) => net.constant(x.dtype, `limit ${value}`, [], () => Float32Array.of(value))
  return net.graph.op('Clip', [x, limit(0), limit(6)])
}

/** A decoder's convolution: `key.0` with the norm `key.1`, then ReLU. */
export function normalised(
  net: NanoNetwork,
  x: Value,
  key: string,
  options: Pick<ConvolutionOptions, 'dilation' | 'isDepthwise'> = {},
): Value {
  return convolution(net, x, `${key}.0`, { norm: `${key}.1`, activation: 'relu', ...options })
}
