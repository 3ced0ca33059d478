import type { Value } from '#workers/onnx/graph.ts'
import { convolution } from './convolution.ts'
import { layerNorm } from './layerNorm.ts'
import type { Network } from './network.ts'
import { mapToTokens, type Tokens } from './tokens.ts'

/** Cuts the image into 4 x 4 patches and makes a token of each. Sides that are multiples of 16 need no padding. */
export function patchEmbed(net: Network, image: Value, channels: number): Tokens {
  const map = convolution(net, image, 'bb.patch_embed.proj', { outputs: channels, kernel: 4, stride: 4 })
  const tokens = mapToTokens(net, map)
  return { ...tokens, value: layerNorm(net, tokens.value, 'bb.patch_embed.norm') }
}
