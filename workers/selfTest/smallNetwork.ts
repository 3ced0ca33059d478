import type { Backbone } from '#workers/birefnet/backbone.ts'
import { writeGraph } from '#workers/birefnet/compile.ts'
import { Network } from '#workers/birefnet/network.ts'
import { expectedParameters } from '#workers/birefnet/parameters.ts'
import type { Deformable, Precision } from '#workers/birefnet/plan.ts'
import type { BuiltModel } from '#workers/onnx/graph.ts'
import type { Checkpoint } from '#workers/weights/checkpoint.ts'

/** A BiRefNet with every kind of operator of the real ones (windows with and without shift and padding, all decoder parts) but few channels. */
export const smallBackbone: Backbone = { id: 'swin-t', embed: 32, depths: [2, 2, 2, 2], heads: [1, 2, 4, 8], window: 7 }

/** The input of the small network, in pixels. */
export const smallSize = { width: 64, height: 64 } as const

/** So small that windows, hidden layers and deformable convolutions are cut into chunks, as those of the real networks are. */
const chunkBytes = 600e3

/** The small network compiled as the real ones are; its weights stand in the external data. */
export function smallNetwork(precision: Precision, deformable: Deformable): BuiltModel {
  const plan = { size: smallSize, precision, deformable, chunkBytes, patchOrder: 'c-hg-wg' } as const
  const net = new Network(smallCheckpoint(), plan)
  writeGraph(net, smallBackbone, [])
  return net.graph.build({ externalData: 'weights.bin', filePerTensor: true })
}

/** Weights by a formula, in the shapes of any backbone: noise with the spread that keeps values alike from layer to layer. */
export function smallCheckpoint(backbone: Backbone = smallBackbone): Checkpoint {
  return madeCheckpoint(backbone, weightsOf)
}

/** Weights of which only the number and the spread count: a stretch of noise again and again, because making real noise takes longer than running it. */
export function patternedCheckpoint(backbone: Backbone): Checkpoint {
  const pattern = Float32Array.from({ length: 4096 }, noiseOf('pattern'))
  return madeCheckpoint(backbone, (key, shape) => {
    const { base, spread } = rangeOf(key, shape)
    const values = new Float32Array(shape.reduce((product, side) => product * side, 1))
    values.set(pattern.subarray(0, values.length).map((value) => base + spread * value))
    for (let filled = pattern.length; filled < values.length; filled *= 2) values.copyWithin(filled, 0, filled)
    return values
  })
}

/** A checkpoint whose weights are made when they are asked for. */
function madeCheckpoint(
  backbone: Backbone,
  make: (key: string, shape: readonly number[]) => Float32Array<ArrayBuffer>,
): Checkpoint {
  const parameters = expectedParameters(backbone)
  return {
    tensors: new Map(),
    read(key) {
      const shape = parameters.get(key)?.shape
      if (shape === undefined) throw new RangeError(`The network has no ${key}.`)
      return make(key, shape)
    },
  }
}

/** The input [1, 3, 64, 64]: noise on waves, about as far from 0 as a normalised photo. */
export function smallImage(): Float32Array<ArrayBuffer> {
  const { width, height } = smallSize
  const noise = noiseOf('image')
  return Float32Array.from({ length: 3 * width * height }, (_, index) => {
    const [x, y] = [index % width, Math.floor(index / width) % height]
    const turn = (2 * Math.PI * (1 + Math.floor(index / (width * height)))) / width
    return Math.sin(turn * x) + Math.cos(turn * (y + x / 2)) + 0.5 * noise()
  })
}

function weightsOf(key: string, shape: readonly number[]): Float32Array<ArrayBuffer> {
  const noise = noiseOf(key)
  const { base, spread } = rangeOf(key, shape)
  const values = new Float32Array(shape.reduce((product, side) => product * side, 1))
  for (let index = 0; index < values.length; index++) values[index] = base + spread * noise()
  return values
}

function rangeOf(key: string, shape: readonly number[]): { base: number; spread: number } {
  if (key.endsWith('running_var')) return { base: 1, spread: 0.5 }
  if (key.endsWith('bias') || key.endsWith('running_mean')) return { base: 0, spread: 0.1 }
  if (key.endsWith('relative_position_bias_table')) return { base: 0, spread: 1 }
  if (shape.length === 1) return { base: 1, spread: 0.2 }
  const fanIn = shape.slice(1).reduce((product, side) => product * side, 1)
  // Offsets of some pixels, so that samples lie between pixels and beyond the border.
  const gain = key.includes('offset_conv') ? 3 : key.startsWith('bb.') ? 1 : Math.SQRT2
  return { base: 0, spread: Math.sqrt(3 / fanIn) * gain }
}

/** Marsaglia's xorshift (https://doi.org/10.18637/jss.v008.i14), begun at a hash of the name: numbers in [-1, 1), the same on every machine. */
function noiseOf(name: string): () => number {
  let state = 0x811c9dc5
  for (let index = 0; index < name.length; index++) state = Math.imul(state ^ name.charCodeAt(index), 0x01000193)
  if (state === 0) state = 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state / 2147483648
  }
}
