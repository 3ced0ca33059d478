import type { Value } from '#workers/onnx/graph.ts'
import { convolution, normalised } from './convolution.ts'
import { columns } from './inward.ts'
import type { NanoNetwork } from './network.ts'

/** The atrous pyramid: depthwise dilated convolutions at several rates beside the map itself and the mean of all of it, joined and added. */
export function context(net: NanoNetwork, x: Value, key: string, rates: readonly number[]): Value {
  const branches = rates.map((dilation, index) => {
    const looked = normalised(net, x, `${key}.atrous.${index}.0`, { dilation, isDepthwise: true })
    return normalised(net, looked, `${key}.atrous.${index}.1`)
  })
  return net.add(x, merge(net, [normalised(net, x, `${key}.point`), ...branches], mean(net, x, key), `${key}.merge`))
}

/** The whole map's mean, [1, C, 1, 1]. */
function mean(net: NanoNetwork, x: Value, key: string): Value {
  const whole = net.graph.op('GlobalAveragePool', [x], {}, { shape: [1, x.shape[1] ?? 0, 1, 1] })
  return convolution(net, whole, `${key}.pool.0`, { activation: 'relu' })
}

/** The mean is the same everywhere, so its share of the 1 x 1 convolution is one vector that is added, not a map that is spread and joined. */
function merge(net: NanoNetwork, branches: readonly Value[], whole: Value, key: string): Value {
  const [outputs = 0, inputs = 0] = net.kernelShape(`${key}.0`)
  const { weight, bias } = net.kernel(`${key}.0`, `${key}.1`)
  const joined = net.concat(branches, 1)
  const channels = joined.shape[1] ?? 0
  const part = (name: string, from: number, to: number) =>
    net.constant(joined.dtype, `${key}.${name}`, [outputs, to - from, 1, 1], () =>
      columns(weight(), { rows: outputs, from, to }),
    )
  const attributes = { kernel_shape: [1, 1] }
  const biases = net.constant(joined.dtype, `${key}.bias`, [outputs], bias)
  const shape = joined.shape.with(1, outputs)
  const map = net.graph.op('Conv', [joined, part('maps', 0, channels)], attributes, { shape })
  const vector = net.graph.op('Conv', [whole, part('mean', channels, inputs), biases], attributes, {
    shape: [1, outputs, 1, 1],
  })
  return net.relu(net.graph.op('Add', [map, vector]))
}
