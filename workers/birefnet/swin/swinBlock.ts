import type { Network } from '#workers/birefnet/network.ts'
import type { Tokens } from '#workers/birefnet/tokens.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { dtypes } from '#workers/onnx/tensor.ts'
import { layerNorm } from './layerNorm.ts'
import { linear } from './linear.ts'
import { type AttentionShape, windowAttention } from './windowAttention.ts'

/** One Swin block: x = x + attention(norm(x)), then x = x + mlp(norm(x)). */
export function swinBlock(net: Network, tokens: Tokens, key: string, shape: AttentionShape): Tokens {
  const normed = { ...tokens, value: layerNorm(net, tokens.value, `${key}.norm1`) }
  const attended = net.add(tokens.value, windowAttention(net, normed, `${key}.attn`, shape))
  return { ...tokens, value: feedForward(net, attended, key) }
}

/** x + fc2(gelu(fc1(norm(x)))), by row chunks: the hidden layer is four times as wide. */
export function feedForward(net: Network, x: Value, key: string): Value {
  const [rows = 0, channels = 0] = x.shape
  const count = Math.ceil((rows * 4 * channels * dtypes[x.dtype].bytes) / net.plan.chunkBytes)
  const size = Math.ceil(rows / count)
  const parts: Value[] = []
  for (let start = 0; start < rows; start += size) {
    const part = count === 1 ? x : net.slice(x, 0, start, Math.min(rows, start + size))
    const hidden = linear(net, layerNorm(net, part, `${key}.norm2`), `${key}.mlp.fc1`, 4 * channels)
    const active = net.graph.op('Gelu', [hidden], {}, { domain: 'com.microsoft' })
    parts.push(net.add(part, linear(net, active, `${key}.mlp.fc2`, channels)))
  }
  return net.concat(parts, 0)
}
