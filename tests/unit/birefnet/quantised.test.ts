import { expect, test } from 'vitest'
import { convolution } from '#workers/birefnet/convolution.ts'
import { deformableMaps, deformableRows, deformableTokens } from '#workers/birefnet/deformable/deformable.ts'
import { linear } from '#workers/birefnet/swin/linear.ts'
import { tokensToMap } from '#workers/birefnet/tokens.ts'
import { deformableShapes } from './deformableShapes.ts'
import { multipliesBytesExactly } from './nativeIntegers.ts'
import { fuzzed, noiseOf, runPart, testNetwork } from './runNetwork.ts'

// Elsewhere the tests in the browser show it.
const int8Test = test.skipIf(!(await multipliesBytesExactly()))

/** Norm of the difference over the norm of the result. */
function relativeError(exact: Float32Array, cheap: Float32Array): number {
  const gap = exact.reduce((sum, value, index) => sum + (value - (cheap[index] ?? 0)) ** 2, 0)
  return Math.sqrt(gap / exact.reduce((sum, value) => sum + value ** 2, 0))
}

int8Test.each([
  { channels: 64, outputs: 60, kernel: 3, height: 9, width: 5, chunkBytes: 32e6 },
  { channels: 70, outputs: 48, kernel: 3, height: 7, width: 4, chunkBytes: 7000 },
  { channels: 64, outputs: 147, kernel: 7, height: 5, width: 6, chunkBytes: 40_000 },
  { channels: 512, outputs: 64, kernel: 1, height: 3, width: 8, chunkBytes: 32e6 },
  ...fuzzed(6, (whole) => ({
    channels: whole(57, 80),
    outputs: whole(48, 90),
    kernel: 3,
    height: whole(1, 9),
    width: whole(1, 9),
    chunkBytes: whole(500, 20_000),
  })),
])('a $kernel x $kernel convolution in 8 bits, $height x $width places', async (shape) => {
  const { channels, outputs, kernel, height, width, chunkBytes } = shape
  const shapes = { 'c.weight': [outputs, channels, kernel, kernel], 'c.bias': [outputs] }
  // Not centred, so that zero (the border) is no special byte.
  const x = noiseOf('map', channels * height * width).map((value) => value + 0.4)
  const [exact, cheap] = await Promise.all(
    (['fp32', 'int8'] as const).map(async (precision) => {
      const net = testNetwork(shapes, { precision, chunkBytes })
      const part = await runPart(net, [1, channels, height, width], x, (value) =>
        convolution(net, value, 'c', { outputs, kernel }),
      )
      expect(net.graph.nodes.some(({ type }) => type === 'Conv')).toBe(precision === 'fp32')
      return part.values
    }),
  )
  expect(relativeError(exact ?? x, cheap ?? x)).toBeLessThan(0.012)
})

int8Test('a Linear layer in 8 bits', async () => {
  const shapes = { 'l.weight': [50, 96], 'l.bias': [50] }
  const x = noiseOf('rows', 33 * 96)
  const [exact, cheap] = await Promise.all(
    (['fp32', 'int8'] as const).map(async (precision) => {
      const net = testNetwork(shapes, { precision })
      return (await runPart(net, [33, 96], x, (value) => linear(net, value, 'l', 50))).values
    }),
  )
  expect(relativeError(exact ?? x, cheap ?? x)).toBeLessThan(0.012)
})

int8Test.each([
  { kernel: 1, height: 6, width: 5, start: 0, end: 6 },
  { kernel: 3, height: 9, width: 4, start: 2, end: 5 },
  { kernel: 7, height: 10, width: 6, start: 4, end: 10 },
  // So few taps and rows that a stride has to skip some of the map.
  { kernel: 1, height: 9, width: 4, start: 7, end: 9 },
])('a $kernel x $kernel deformable convolution in 8 bits, rows $start to $end of $height', async (shape) => {
  const { kernel, height, width, start, end } = shape
  const x = noiseOf('map', 64 * height * width).map((value) => Math.max(0, value))
  const [exact, cheap] = await Promise.all(
    ([deformableRows, deformableTokens] as const).map(async (rowsOf) => {
      const net = testNetwork(deformableShapes(kernel), { deformable: 'native' })
      const part = await runPart(net, [1, 64, height, width], x, (value) => {
        const rows = rowsOf(net, deformableMaps(net, value, 'd', kernel), { start, end })
        return rowsOf === deformableTokens ? tokensToMap(net, { value: rows, height: end - start, width }) : rows
      })
      return part.values
    }),
  )
  expect(relativeError(exact ?? x, cheap ?? x)).toBeLessThan(0.015)
})
