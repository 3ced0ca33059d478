import { convolve, relu, sigmoid } from '#workers/birefnet/convolution.ts'
import type { Network } from '#workers/birefnet/network.ts'
import { quantisedSamples } from '#workers/birefnet/quantised/quantisedSamples.ts'
import { tokensToMap } from '#workers/birefnet/tokens.ts'
import type { Value } from '#workers/onnx/graph.ts'
import { foldBias, scaleOutputs } from '#workers/weights/fold.ts'
import { gridSamples, gridUnits } from './deformableGrid.ts'
import { nativeSamples } from './deformableNative.ts'
import type { Samples } from './deformableSamples.ts'

/** Channels that a deformable convolution reads and writes, everywhere in BiRefNet. */
export const deformableInputs = 64
export const deformableOutputs = 256

/** One deformable convolution with what it has learnt about the whole map: where each tap looks, and how much it counts. */
export interface DeformableMaps {
  key: string
  kernel: number
  /** The map that is sampled, [1, 64, H, W]. */
  x: Value
  /** [1, 2 * taps, H, W]: `native` (down, right) in pixels by tap, `grid` (right, down) in halves of the map. */
  offsets: Value
  /** [1, taps, H, W], 0 to 1; the factor of 2 that belongs to it is in the sampling weights. */
  mask: Value
}

/** Rows `start` to `end` (exclusive) of a map. */
export interface Rows {
  start: number
  end: number
}

/** Predicts offsets and mask with one convolution: both read the same neighbourhoods. */
export function deformableMaps(net: Network, x: Value, key: string, kernel: number): DeformableMaps {
  const [, , height = 0, width = 0] = x.shape
  const taps = kernel ** 2
  const units = net.plan.deformable === 'grid' ? gridUnits(height, width, taps) : undefined
  const part = (name: string) => net.read(`${key}.atrous_conv.${name}`)
  const joined = (kind: 'weight' | 'bias') => {
    const offsets = part(`offset_conv.${kind}`)
    return join(units?.(offsets) ?? offsets, part(`modulator_conv.${kind}`))
  }
  const both = convolve(net, x, {
    name: `${key}.offset_and_mask`,
    outputs: 3 * taps,
    kernel,
    weight: () => joined('weight'),
    bias: () => joined('bias'),
  })
  const [offsets, mask] = net.graph.ops('Split', [both, net.graph.ints([2 * taps, taps])], { axis: 1 }, [
    { shape: [1, 2 * taps, height, width] },
    { shape: [1, taps, height, width] },
  ])
  return { key, kernel, x, offsets, mask: sigmoid(net, mask) }
}

/** Some rows of the deformable convolution with its norm and ReLU: [1, 256, rows, W]. */
export function deformableRows(net: Network, maps: DeformableMaps, rows: Rows): Value {
  const weights = sampleWeights(net, maps.key)
  const samples = samplesOf(net, maps, rows)
  if (net.plan.deformable === 'grid') {
    return relu(net, convolve(net, gridSamples(net, samples), { ...weights, kernel: 1 }))
  }
  const exact = nativeSamples(net, samples, weights)
  const quantised = () => {
    const value = quantisedSamples(net, samples, weights)
    return tokensToMap(net, { value, height: rows.end - rows.start, width: maps.x.shape[3] ?? 0 })
  }
  net.observe?.({ name: weights.name, exact, quantised })
  return relu(net, exact)
}

/** The same rows in 8 bits, one place after the other: [rows * W, 256]. */
export function deformableTokens(net: Network, maps: DeformableMaps, rows: Rows): Value {
  return relu(net, quantisedSamples(net, samplesOf(net, maps, rows), sampleWeights(net, maps.key)))
}

function samplesOf(net: Network, { kernel, x, offsets, mask }: DeformableMaps, rows: Rows): Samples {
  const isWhole = rows.end - rows.start === x.shape[2]
  const cut = (map: Value) => (isWhole ? map : net.slice(map, 2, rows.start, rows.end))
  return { x, offsets: cut(offsets), mask: cut(mask), kernel, rows }
}

/** What the samples are multiplied with, norm and the mask's factor of 2 included. */
function sampleWeights(net: Network, key: string) {
  return {
    name: `${key}.regular`,
    outputs: deformableOutputs,
    weight: () => {
      const doubled = net.readNorm(`${key}.bn`).scale.map((scale) => 2 * scale)
      return scaleOutputs(net.read(`${key}.atrous_conv.regular_conv.weight`), doubled)
    },
    bias: () => foldBias(undefined, net.readNorm(`${key}.bn`)),
  }
}

function join(one: Float32Array, other: Float32Array): Float32Array<ArrayBuffer> {
  const joined = new Float32Array(one.length + other.length)
  joined.set(one)
  joined.set(other, one.length)
  return joined
}
