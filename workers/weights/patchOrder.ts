/**
 * How a checkpoint was trained to see the image tiles of its inward reference, outermost axis first.
 * `c-hg-wg` is the order of the official code since November 2024, `wg-hg-c` the one before; shapes do not tell them apart.
 */
export type PatchOrder = 'c-hg-wg' | 'wg-hg-c'

/** Channel of colour `c` of the tile in row `hg`, column `wg` of a `grid` x `grid` split. */
export function patchChannel(order: PatchOrder, grid: number, c: number, hg: number, wg: number): number {
  return order === 'c-hg-wg' ? (c * grid + hg) * grid + wg : (wg * grid + hg) * 3 + c
}

/** Weights [out, 3 * grid * grid, k, k] of a checkpoint in the older order, moved to the channels of the newer one. */
export function reorderPatches(weight: Float32Array, grid: number, outputs: number): Float32Array<ArrayBuffer> {
  const channels = 3 * grid * grid
  const area = weight.length / (outputs * channels)
  const moved = new Float32Array(weight.length)
  for (let c = 0; c < 3; c++) {
    for (let hg = 0; hg < grid; hg++) {
      for (let wg = 0; wg < grid; wg++) {
        const from = patchChannel('wg-hg-c', grid, c, hg, wg)
        const to = patchChannel('c-hg-wg', grid, c, hg, wg)
        for (let output = 0; output < outputs; output++) {
          const start = (output * channels + from) * area
          moved.set(weight.subarray(start, start + area), (output * channels + to) * area)
        }
      }
    }
  }
  return moved
}

/** What the weights say about their patch order. */
export interface PatchOrderEvidence {
  order: PatchOrder
  /** Mean |correlation| between the colours of one tile under each hypothesis, 0 to 1. */
  correlation: Record<PatchOrder, number>
  /** Whether the two differ enough to trust; weights that were never trained do not. */
  isClear: boolean
}

/**
 * Decides the order without pictures: the weights that look at the red and the green of the same tile are alike in any trained network,
 * so the right hypothesis shows the larger correlation. `weight` is [out, 3 * grid * grid, 3, 3].
 */
export function detectPatchOrder(weight: Float32Array, grid: number, outputs: number): PatchOrderEvidence {
  const correlation = {
    'c-hg-wg': colourCorrelation('c-hg-wg', weight, grid, outputs),
    'wg-hg-c': colourCorrelation('wg-hg-c', weight, grid, outputs),
  }
  const [newer, older] = [correlation['c-hg-wg'], correlation['wg-hg-c']]
  return { order: older > newer ? 'wg-hg-c' : 'c-hg-wg', correlation, isClear: Math.abs(newer - older) > 0.05 }
}

function colourCorrelation(order: PatchOrder, weight: Float32Array, grid: number, outputs: number): number {
  let sum = 0
  for (let hg = 0; hg < grid; hg++) {
    for (let wg = 0; wg < grid; wg++) {
      const red = patchChannel(order, grid, 0, hg, wg)
      const green = patchChannel(order, grid, 1, hg, wg)
      sum += Math.abs(channelCorrelation(weight, outputs, 3 * grid * grid, red, green))
    }
  }
  return sum / (grid * grid)
}

/** Pearson correlation of two input channels' weights over all outputs and taps. */
function channelCorrelation(
  weight: Float32Array,
  outputs: number,
  channels: number,
  one: number,
  other: number,
): number {
  const area = weight.length / (outputs * channels)
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0]
  for (let output = 0; output < outputs; output++) {
    for (let tap = 0; tap < area; tap++) {
      const a = weight[(output * channels + one) * area + tap] ?? 0
      const b = weight[(output * channels + other) * area + tap] ?? 0
      sumA += a
      sumB += b
      sumAA += a * a
      sumBB += b * b
      sumAB += a * b
    }
  }
  const count = outputs * area
  const spread = Math.sqrt((sumAA - (sumA * sumA) / count) * (sumBB - (sumB * sumB) / count))
  return spread === 0 ? 0 : (sumAB - (sumA * sumB) / count) / spread
}
