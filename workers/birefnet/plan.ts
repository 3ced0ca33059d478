import type { Size } from '#core/geometry.ts'
import type { PatchOrder } from '#workers/weights/patchOrder.ts'

/**
 * How the weights are held and multiplied: `fp32` is the reference, `fp16` is for WebGPU with shader-f16,
 * `int8` for WebAssembly (weights by column, activations by their range at run time).
 */
export type Precision = 'fp32' | 'fp16' | 'int8'

/**
 * How a deformable convolution is written: `grid` samples with GridSample, which every provider runs;
 * `native` uses DeformConv, which only the CPU provider has, and which is faster there.
 */
export type Deformable = 'grid' | 'native'

/** Everything that shapes the graph besides the weights. */
export interface Plan {
  /** The network's input in pixels, both sides multiples of 32 and at least 64. */
  size: Size
  precision: Precision
  deformable: Deformable
  /** The order that the checkpoint was trained with. */
  patchOrder: PatchOrder
  /** Most bytes that one temporary of a row or window chunk may take. */
  chunkBytes: number
}
