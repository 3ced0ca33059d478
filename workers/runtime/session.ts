import type { Outcome } from '#core/outcome.ts'
import type { Tensor, TensorInfo } from './tensor.ts'

/** A network that is ready to run. Whoever opened it releases it. */
export interface Session {
  readonly backend: 'wasm'
  /** Threads that the network runs on, 1 or more. */
  readonly threads: number
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
  /**
   * Runs the network once; never two runs at a time. Only the named outputs are computed and given back.
   * Fails with `out-of-memory` or `model-failed`.
   */
  run(inputs: Record<string, Tensor>, outputs: readonly string[]): Promise<Outcome<Record<string, Tensor>>>
  /** Frees the network's part of the heap; the heap itself shrinks only when the worker ends. */
  release(): Promise<void>
}

export interface SessionOptions {
  backend: 'wasm'
  /** Weights that lie outside the graph, by the names the graph calls them; they cost far less heap than weights inside it. */
  externalData?: readonly { path: string; data: Uint8Array }[]
}
