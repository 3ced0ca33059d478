import type { Value } from '#workers/onnx/graph.ts'

/** Where some rows of a deformable convolution look: the operands of either way to sample. */
export interface Samples {
  /** The whole map, [1, 64, H, W]. */
  x: Value
  /** The rows' offsets, [1, 2 * taps, rows, W]. */
  offsets: Value
  /** The rows' mask, [1, taps, rows, W]. */
  mask: Value
  kernel: number
  rows: { start: number; end: number }
}
