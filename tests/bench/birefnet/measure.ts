import type { Size } from '#core/geometry.ts'
import type { Deformable, Precision } from '#workers/birefnet/plan.ts'
import type { PatchOrder } from '#workers/weights/patchOrder.ts'

/** One network to compile, open and run with formula weights, in a worker of its own. */
export interface MeasureRequest {
  variant: 'lite' | 'large'
  size: Size
  precision: Precision
  deformable: Deformable
  chunkBytes: number
  /** The graph as it is written down, without any of the exact rewrites. */
  literal?: boolean
  patchOrder?: PatchOrder
  /** Inner values to give out besides the logits. */
  inner?: string[]
  backend: 'wasm' | 'webgpu'
  wholly?: boolean
  threads?: number
  /** How often it runs; the first run also waits for the wasm code to be optimised. */
  runs: number
  /** Golden file to compare the outputs with. */
  golden?: string
  /** Keep the logits under this name, for `compare`. */
  keep?: string
}

export interface Measured {
  graphMs: number
  sessionMs: number
  weightBytes: number
  createdBytes: number
  peakBytes: number
  predictedBytes: number
  runMs: number[]
  /** Differences to the golden file, by output. */
  differences: Record<string, Difference>
}

export interface Difference {
  max: number
  mean: number
}

/** What the worker answers with: figures and the logits, or what went wrong. */
export type Answer = { ok: true; measured: Measured; logits: Float32Array } | { ok: false; message: string }
