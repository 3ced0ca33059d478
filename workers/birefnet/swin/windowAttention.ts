import type { Network } from '#workers/birefnet/network.ts'
import { type Tokens, withZeroRow } from '#workers/birefnet/tokens.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { type Dtype, dtypes } from '#workers/onnx/tensor.ts'
import { transposed } from '#workers/weights/matrix.ts'
import { linear, multiply } from './linear.ts'
import {
  gatherTable,
  relativeBias,
  scatterTable,
  shiftMask,
  splitWindows,
  type WindowGrid,
  windowCounts,
} from './windowTables.ts'

/** Channels of an attention head, the same in every Swin. */
const headChannels = 32

export interface AttentionShape {
  heads: number
  window: number
  shift: number
}

/**
 * Attention of each token to those of its window. The projections run on the tokens as they lie; one Gather each brings q, k and v into
 * [windows, heads, places, 32], another brings the result back, so that no padding, rolling or transposing is left.
 */
export function windowAttention(net: Network, tokens: Tokens, key: string, shape: AttentionShape): Value {
  const { heads, window, shift } = shape
  const grid: WindowGrid = { height: tokens.height, width: tokens.width, window, shift }
  const { rows, columns } = windowCounts(grid)
  const isPadded = rows * window > grid.height || columns * window > grid.width
  // A row of zeros gives the bias in each projection: what the network sees in padded places.
  const source = isPadded ? withZeroRow(net, tokens.value) : tokens.value
  const [q, k, v] = [0, 1, 2].map((part) => headRows(net, projection(net, source, key, part), heads))
  if (q === undefined || k === undefined || v === undefined) throw new RangeError('Three projections are made.')

  const name = `windows.${grid.height}x${grid.width}.${window}.${shift}.${heads}`
  const { plain, masked } = splitWindows(grid)
  const chunks = [...chunked(net, q.dtype, plain, grid, heads), ...chunked(net, q.dtype, masked, grid, heads)]
  const attended = chunks.map((windows, index) => {
    const isMasked = index >= chunks.length - chunked(net, q.dtype, masked, grid, heads).length
    const places = window ** 2
    const table = net.indices(`${name}.${windows[0]}`, [windows.length, heads, places], () =>
      gatherTable(grid, windows, heads),
    )
    const bias = net.constant(q.dtype, `${key}.relative_bias`, [1, heads, places, places], () =>
      relativeBias(net.read(`${key}.relative_position_bias_table`), window, heads),
    )
    const mask = isMasked
      ? net.constant(q.dtype, `${name}.mask.${windows[0]}`, [windows.length, 1, places, places], () =>
          shiftMask(grid, windows),
        )
      : undefined
    const out = attend(net, net.gatherRows(q, table), net.gatherRows(k, table), net.gatherRows(v, table), bias, mask)
    return net.reshape(out, [windows.length * heads * places, headChannels])
  })
  const back = net.indices(`${name}.back`, [grid.height * grid.width * heads], () =>
    scatterTable(grid, [...plain, ...masked], heads),
  )
  const joined = net.gatherRows(net.concat(attended, 0), back)
  const channels = heads * headChannels
  return linear(net, net.reshape(joined, [grid.height * grid.width, channels]), `${key}.proj`, channels)
}

/** softmax(q k^T + bias + mask) v; the scale of 1 / sqrt(32) is already in q's weights. */
function attend(net: Network, q: Value, k: Value, v: Value, bias: Value, mask: Value | undefined): Value {
  const { graph } = net
  const [windows = 0, heads = 0, places = 0] = q.shape
  const scores = graph.op(
    'MatMul',
    [q, net.transpose(k, [0, 1, 3, 2])],
    {},
    { shape: [windows, heads, places, places] },
  )
  const biased = net.add(scores, bias)
  const weights = graph.op('Softmax', [mask === undefined ? biased : net.add(biased, mask)], { axis: -1 })
  return graph.op('MatMul', [weights, v], {}, { shape: q.shape })
}

/** Part 0, 1 or 2 (q, k, v) of the joint projection `qkv`. */
function projection(net: Network, x: Value, key: string, part: number): Value {
  const channels = x.shape[1] ?? 0
  const scale = part === 0 ? headChannels ** -0.5 : 1
  const cut = (values: Float32Array, width: number) =>
    values.slice(part * channels * width, (part + 1) * channels * width).map((value) => value * scale)
  return multiply(net, x, {
    name: `${key}.qkv.${'qkv'[part]}`,
    inputs: channels,
    outputs: channels,
    weight: () => transposed(cut(net.read(`${key}.qkv.weight`), channels), channels, channels),
    bias: () => cut(net.read(`${key}.qkv.bias`), 1),
  })
}

function headRows(net: Network, x: Value, heads: number): Value {
  return net.reshape(x, [(x.shape[0] ?? 0) * heads, headChannels])
}

/** Cuts the list of windows so that the scores of each part keep within the plan's chunk. */
function chunked(
  net: Network,
  dtype: Dtype,
  windows: readonly number[],
  { window }: WindowGrid,
  heads: number,
): number[][] {
  const bytesPerWindow = heads * window ** 4 * dtypes[dtype].bytes
  const count = Math.max(1, Math.ceil((windows.length * bytesPerWindow) / net.plan.chunkBytes))
  const size = Math.ceil(windows.length / count)
  const parts: number[][] = []
  for (let start = 0; start < windows.length; start += size) parts.push(windows.slice(start, start + size))
  return parts
}
