import { describe, expect, test } from 'vitest'
import { difference } from '#tests/golden/safetensors.ts'
import { deformableMaps, deformableRows } from '#workers/birefnet/deformable/deformable.ts'
import { deformableShapes } from './deformableShapes.ts'
import { fuzzed, noiseOf, runPart, testNetwork } from './runNetwork.ts'

interface Case {
  height: number
  width: number
  kernel: number
  /** Rows made at a time. */
  rows: number
}

// Heights that the rows do and do not divide, one row at a time, maps smaller than the kernel.
const cases: Case[] = [
  { height: 6, width: 5, kernel: 1, rows: 6 },
  { height: 8, width: 7, kernel: 3, rows: 8 },
  { height: 9, width: 4, kernel: 3, rows: 2 },
  { height: 10, width: 6, kernel: 7, rows: 6 },
  { height: 10, width: 6, kernel: 7, rows: 4 },
  { height: 5, width: 11, kernel: 7, rows: 1 },
  { height: 3, width: 2, kernel: 7, rows: 2 },
  { height: 1, width: 1, kernel: 3, rows: 1 },
  ...fuzzed(4, (whole) => ({
    height: whole(1, 9),
    width: whole(1, 9),
    kernel: 2 * whole(0, 2) + 1,
    rows: whole(1, 5),
  })),
]

type Read = (key: string) => Float32Array

/** A plain convolution with zero padding. */
function plainConvolution(
  x: Float32Array,
  { height, width, kernel }: Case,
  weight: Float32Array,
  bias: Float32Array,
): Float32Array {
  const out = new Float32Array(bias.length * height * width)
  const pad = (kernel - 1) / 2
  for (let o = 0; o < bias.length; o++) {
    for (let y = 0; y < height; y++) {
      for (let column = 0; column < width; column++) {
        let sum = bias[o] ?? 0
        for (let c = 0; c < 64; c++) {
          for (let tap = 0; tap < kernel ** 2; tap++) {
            const [v, u] = [y + Math.floor(tap / kernel) - pad, column + (tap % kernel) - pad]
            if (v < 0 || v >= height || u < 0 || u >= width) continue
            sum += (x[(c * height + v) * width + u] ?? 0) * (weight[(o * 64 + c) * kernel ** 2 + tap] ?? 0)
          }
        }
        out[(o * height + y) * width + column] = sum
      }
    }
  }
  return out
}

/** Section 4.2 of the reference, word for word: 2 sigmoid(mask) times bilinear samples, zero outside, then norm and ReLU. */
function plainDeformable(x: Float32Array, shape: Case, read: Read): Float32Array {
  const { height, width, kernel } = shape
  const [taps, pad, area] = [kernel ** 2, (kernel - 1) / 2, height * width]
  const part = (name: string) => read(`d.atrous_conv.${name}`)
  const offsets = plainConvolution(x, shape, part('offset_conv.weight'), part('offset_conv.bias'))
  const mask = plainConvolution(x, shape, part('modulator_conv.weight'), part('modulator_conv.bias'))
  const weight = part('regular_conv.weight')
  const at = (c: number, y: number, u: number) =>
    y < 0 || y >= height || u < 0 || u >= width ? 0 : (x[(c * height + y) * width + u] ?? 0)
  const sample = (c: number, y: number, u: number) => {
    const [top, left] = [Math.floor(y), Math.floor(u)]
    const [down, right] = [y - top, u - left]
    return (
      (1 - down) * ((1 - right) * at(c, top, left) + right * at(c, top, left + 1)) +
      down * ((1 - right) * at(c, top + 1, left) + right * at(c, top + 1, left + 1))
    )
  }
  const out = new Float32Array(256 * area)
  for (let place = 0; place < area; place++) {
    const [row, column] = [Math.floor(place / width), place % width]
    const samples = new Float32Array(64 * taps)
    for (let tap = 0; tap < taps; tap++) {
      const y = row - pad + Math.floor(tap / kernel) + (offsets[2 * tap * area + place] ?? 0)
      const u = column - pad + (tap % kernel) + (offsets[(2 * tap + 1) * area + place] ?? 0)
      const factor = 2 / (1 + Math.exp(-(mask[tap * area + place] ?? 0)))
      for (let c = 0; c < 64; c++) samples[c * taps + tap] = factor * sample(c, y, u)
    }
    for (let o = 0; o < 256; o++) {
      const sum = samples.reduce((total, value, index) => total + value * (weight[o * 64 * taps + index] ?? 0), 0)
      const [gamma = 0, beta = 0, mean = 0, variance = 0] = ['weight', 'bias', 'running_mean', 'running_var'].map(
        (name) => read(`d.bn.${name}`)[o] ?? 0,
      )
      out[o * area + place] = Math.max(0, ((sum - mean) / Math.sqrt(variance + 1e-5)) * gamma + beta)
    }
  }
  return out
}

describe.each([
  ['grid', false],
  ['grid', true],
  ['native', false],
] as const)('a deformable convolution written as %s, on the coarsest map: %s', (deformable, isCoarse) => {
  test.each(cases)('$kernel x $kernel on $height x $width, $rows rows at a time', async (shape) => {
    const { height, width, kernel, rows } = shape
    const net = testNetwork(deformableShapes(kernel), { deformable, size: { width: 320, height: isCoarse ? 320 : 32 } })
    const x = noiseOf('map', 64 * height * width)
    const { values } = await runPart(net, [1, 64, height, width], x, (value) => {
      const maps = deformableMaps(net, value, 'd', kernel)
      const starts = Array.from({ length: Math.ceil(height / rows) }, (_, index) => index * rows)
      const parts = starts.map((start) => deformableRows(net, maps, { start, end: Math.min(height, start + rows) }))
      return net.concat(parts, 2)
    })
    const expected = plainDeformable(x, shape, (key) => net.read(key))
    expect(difference(values, expected).max).toBeLessThan(2e-4)
  })
})

test.each([
  { what: 'look at the very same places of', side: 32, most: 5e-6 },
  { what: 'agree to the last bit on the coarsest map,', side: 512, most: 0 },
])('both ways to write it $what a map whose sides are powers of two', async ({ side, most }) => {
  const [height, width, kernel] = [16, 32, 7]
  const x = noiseOf('map', 64 * height * width)
  const [grid, native] = await Promise.all(
    (['grid', 'native'] as const).map(async (deformable) => {
      const net = testNetwork(deformableShapes(kernel), { deformable, size: { width: 2 * side, height: side } })
      const part = await runPart(net, [1, 64, height, width], x, (value) =>
        deformableRows(net, deformableMaps(net, value, 'd', kernel), { start: 0, end: height }),
      )
      return part.values
    }),
  )
  // What is left in general is the last bit of each sample's sum; a place that is off by the last bit of a grid's number gives 1.2e-5.
  expect(difference(grid ?? x, native ?? x).max).toBeLessThanOrEqual(most)
})
