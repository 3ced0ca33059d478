import { convolution } from '#workers/birefnet/convolution.ts'
import type { Network } from '#workers/birefnet/network.ts'
import { mapToTokens, type Tokens } from '#workers/birefnet/tokens.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { layerNorm } from './layerNorm.ts'

/** Cuts the image into 4 x 4 patches and makes a token of each. Sides that are multiples of 16 need no padding. */
export function patchEmbed(net: Network, image: Value, channels: number): Tokens {
  const map = convolution(net, image, 'bb.patch_embed.proj', { outputs: channels, kernel: 4, stride: 4 })
  const tokens = mapToTokens(net, map)
  return { ...tokens, value: layerNorm(net, tokens.value, 'bb.patch_embed.norm') }
}
