import type { Checkpoint } from './checkpoint.ts'

/** A batch norm in inference: out = value * scale + shift, by channel. */
export interface ChannelAffine {
  scale: Float32Array
  shift: Float32Array
}

/** PyTorch's BatchNorm2d as an affine map: scale = weight / sqrt(variance + epsilon), shift = bias - mean * scale. */
export function batchNormAffine(
  norm: { weight: Float32Array; bias: Float32Array; mean: Float32Array; variance: Float32Array },
  epsilon = 1e-5,
): ChannelAffine {
  const scale = norm.weight.map((weight, channel) => weight / Math.sqrt((norm.variance[channel] ?? 0) + epsilon))
  const shift = norm.bias.map((bias, channel) => bias - (norm.mean[channel] ?? 0) * (scale[channel] ?? 0))
  return { scale, shift }
}

/** The batch norm `key` of a checkpoint as an affine map. */
export function readNorm({ read }: Pick<Checkpoint, 'read'>, key: string): ChannelAffine {
  return batchNormAffine({
    weight: read(`${key}.weight`),
    bias: read(`${key}.bias`),
    mean: read(`${key}.running_mean`),
    variance: read(`${key}.running_var`),
  })
}

/** The weights of a convolution, [out, ...], with each output channel scaled. */
export function scaleOutputs(weight: Float32Array, scale: Float32Array): Float32Array<ArrayBuffer> {
  const perOutput = weight.length / scale.length
  const scaled = new Float32Array(weight.length)
  for (const [output, factor] of scale.entries()) {
    const end = (output + 1) * perOutput
    for (let index = output * perOutput; index < end; index++) scaled[index] = (weight[index] ?? 0) * factor
  }
  return scaled
}

/** The bias after a folded norm: bias * scale + shift; a convolution without bias has 0. */
export function foldBias(bias: Float32Array | undefined, { scale, shift }: ChannelAffine): Float32Array<ArrayBuffer> {
  return Float32Array.from(shift, (value, channel) => (bias?.[channel] ?? 0) * (scale[channel] ?? 0) + value)
}
