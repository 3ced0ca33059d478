import type { Backbone } from '#workers/birefnet/backbone.ts'
import { expectedParameters } from '#workers/birefnet/parameters.ts'

// The formula of the golden tensors: hashed noise, so that any implementation can make the same weights without a file.

const encoder = new TextEncoder()

/** 32-bit FNV-1a over the UTF-8 bytes. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

/** The finaliser of MurmurHash3. */
function fmix32(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Element `index` of the noise of `key`, in [-1, 1). */
export function noise(seed: number, index: number): number {
  return fmix32((seed + Math.imul(index, 0x9e3779b9)) | 0) / 2147483648 - 1
}

/** All elements of the parameter, rounded to float32 at the end. */
export function formulaValues(key: string, shape: readonly number[]): Float32Array<ArrayBuffer> {
  const seed = fnv1a(key)
  const { factor, base } = affine(key, shape)
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1))
  for (let index = 0; index < values.length; index++) values[index] = base + factor * noise(seed, index)
  return values
}

function affine(key: string, shape: readonly number[]): { factor: number; base: number } {
  const last = key.slice(key.lastIndexOf('.') + 1)
  if (last === 'running_mean' || last === 'bias') return { factor: 0.1, base: 0 }
  if (last === 'running_var') return { factor: 0.5, base: 1 }
  if (last === 'relative_position_bias_table') return { factor: 1, base: 0 }
  if (shape.length === 1) return { factor: 0.2, base: 1 }
  const gain = key.includes('offset_conv') ? 3 : key.startsWith('bb.') ? 1 : Math.SQRT2
  const fanIn = shape.slice(1).reduce((product, size) => product * size, 1)
  return { factor: Math.sqrt(3 / fanIn) * gain, base: 0 }
}

/** The formula's input image [1, 3, height, width]: waves and noise, about the range of a normalised photo. */
export function formulaImage(height: number, width: number): Float32Array<ArrayBuffer> {
  const seed = fnv1a('image')
  const turn = 2 * Math.PI
  const image = new Float32Array(3 * height * width)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [across, down] = [x / width, y / height]
      const waves = [
        Math.sin(turn * (3 * across + down)),
        Math.cos(turn * (2 * down - across)),
        Math.sin(turn * across) * Math.cos(3 * turn * down),
      ]
      for (const [channel, wave] of waves.entries()) {
        const index = (channel * height + y) * width + x
        image[index] = wave + 0.5 * noise(seed, index)
      }
    }
  }
  return image
}

/** The keys and shapes of a formula checkpoint: those of the network that inference uses. */
export function formulaShapes(backbone: Backbone): Map<string, readonly number[]> {
  const used = [...expectedParameters(backbone)].filter(([, { isUsed }]) => isUsed)
  return new Map(used.map(([key, { shape }]) => [key, shape]))
}
