import { describe, expect, test } from 'vitest'
import { formulaValues } from '#tests/formula/weights.ts'
import { fromBfloat16, fromHalf, toHalf } from '#workers/weights/floats.ts'
import { batchNormAffine, foldBias, scaleOutputs } from '#workers/weights/fold.ts'
import { transposed } from '#workers/weights/matrix.ts'
import { detectPatchOrder, patchChannel, reorderPatches } from '#workers/weights/patchOrder.ts'
import { quantiseColumns } from '#workers/weights/quantise.ts'

describe('half precision', () => {
  test('every finite half survives the way to float and back', () => {
    const halves = Uint16Array.from({ length: 65536 }, (_, half) => half).filter((half) => (half & 0x7c00) !== 0x7c00)
    expect(toHalf(fromHalf(halves))).toEqual(halves)
  })

  test('rounds to the nearest, ties to even, and never to infinity', () => {
    const cases = [1 + 2 ** -11, 1 + 3 * 2 ** -11, 1 + 2 ** -11 + 2 ** -20, 2 ** -25, 3 * 2 ** -25, 65519, 65520, -1e9]
    expect([...toHalf(Float32Array.from(cases))]).toEqual([0x3c00, 0x3c02, 0x3c01, 0, 2, 0x7bff, 0x7bff, 0xfbff])
  })

  test('bfloat16 is the upper half of a float', () => {
    expect([...fromBfloat16(Uint16Array.of(0x3fc0, 0xc2f7))]).toEqual([1.5, -123.5])
  })
})

test('a folded norm gives what convolution and norm give one after the other', () => {
  const parts = ['weight', 'bias', 'running_mean', 'running_var'].map((part) => formulaValues(`x.${part}`, [3]))
  const [weight, bias, mean, variance] = parts
  if (weight === undefined || bias === undefined || mean === undefined || variance === undefined) throw new Error()
  const affine = batchNormAffine({ weight, bias, mean, variance })
  const [kernel, own] = [formulaValues('k.weight', [3, 4]), formulaValues('k.bias', [3])]
  const input = [0.3, -1, 2, 0.7]
  const dot = (rows: Float32Array, row: number) => input.reduce((sum, x, i) => sum + x * (rows[row * 4 + i] ?? 0), 0)
  const [folded, foldedBias] = [scaleOutputs(kernel, affine.scale), foldBias(own, affine)]
  for (let row = 0; row < 3; row++) {
    const plain = dot(kernel, row) + (own[row] ?? 0)
    const normed =
      ((plain - (mean[row] ?? 0)) / Math.sqrt((variance[row] ?? 0) + 1e-5)) * (weight[row] ?? 0) + (bias[row] ?? 0)
    expect(dot(folded, row) + (foldedBias[row] ?? 0)).toBeCloseTo(normed, 5)
  }
})

test.each([
  [1, 1],
  [3, 70],
  [65, 33],
])('a %i x %i matrix is transposed', (rows, columns) => {
  const matrix = Float32Array.from({ length: rows * columns }, (_, index) => index)
  const result = transposed(matrix, rows, columns)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) expect(result[column * rows + row]).toBe(row * columns + column)
  }
})

test('quantised columns are off by at most half a step of their own scale', () => {
  const columns = 5
  const matrix = formulaValues('m.weight', [40, columns]).map((value, index) => value * 10 ** (index % columns))
  const { data, scales } = quantiseColumns(matrix, columns)
  for (const [index, value] of matrix.entries()) {
    const scale = scales[index % columns] ?? 0
    expect(Math.abs((data[index] ?? 0) * scale - value)).toBeLessThanOrEqual(scale * 0.5001)
  }
  for (let column = 0; column < columns; column++) {
    const magnitudes = data.filter((_, index) => index % columns === column).map(Math.abs)
    expect(Math.max(...magnitudes)).toBe(127)
  }
  expect(quantiseColumns(new Float32Array(4), 2)).toEqual({ data: new Int8Array(4), scales: Float32Array.of(1, 1) })
})

describe('the patch order', () => {
  const grid = 4
  const outputs = 6
  /** Weights as training leaves them: the colours of a tile look alike. */
  const trained = (order: 'c-hg-wg' | 'wg-hg-c') => {
    const weight = new Float32Array(outputs * 3 * grid * grid * 9)
    const tiles = formulaValues('tile.weight', [outputs, grid * grid * 9])
    for (let output = 0; output < outputs; output++) {
      for (let c = 0; c < 3; c++) {
        for (let tile = 0; tile < grid * grid; tile++) {
          const channel = patchChannel(order, grid, c, Math.floor(tile / grid), tile % grid)
          for (let tap = 0; tap < 9; tap++) {
            const value = tiles[(output * grid * grid + tile) * 9 + tap] ?? 0
            weight[(output * 3 * grid * grid + channel) * 9 + tap] = value * (1 + 0.2 * c)
          }
        }
      }
    }
    return weight
  }

  test.each(['c-hg-wg', 'wg-hg-c'] as const)('%s is recognised by its weights', (order) => {
    expect(detectPatchOrder(trained(order), grid, outputs)).toMatchObject({ order, isClear: true })
  })

  test('weights of the older order are moved to the newer one', () => {
    expect(reorderPatches(trained('wg-hg-c'), grid, outputs)).toEqual(trained('c-hg-wg'))
  })

  test('weights that nobody trained do not decide', () => {
    const noise = formulaValues('decoder.ipt_blk5.conv1.weight', [64, 3072, 3, 3])
    expect(detectPatchOrder(noise, 32, 64).isClear).toBe(false)
  })
})
