import type { Value } from '#workers/onnx/graph.ts'
import type { Network } from './network.ts'

/** A map as a matrix: one row for each position (row by row), one column for each channel. */
export interface Tokens {
  /** [height * width, channels] */
  value: Value
  height: number
  width: number
}

/** The map [1, C, H, W] of the tokens. */
export function tokensToMap(net: Network, { value, height, width }: Tokens): Value {
  return net.reshape(net.transpose(value, [1, 0]), [1, value.shape[1] ?? 0, height, width])
}

/** The tokens of a map [1, C, H, W]. */
export function mapToTokens(net: Network, map: Value): Tokens {
  const [, channels = 0, height = 0, width = 0] = map.shape
  return { value: net.transpose(net.reshape(map, [channels, height * width]), [1, 0]), height, width }
}

/** The tokens' matrix with one more row of zeros at its end, for tables that point outside the map. */
export function withZeroRow(net: Network, value: Value): Value {
  const channels = value.shape[1] ?? 0
  return net.concat(
    [value, net.constant(value.dtype, `zeros.${channels}`, [1, channels], () => new Float32Array(channels))],
    0,
  )
}
