import type { Outcome } from '#core/outcome.ts'
import type { Tensor, TensorInfo } from './tensor.ts'

/** A network that is ready to run. Whoever opened it releases it. */
export interface Session {
  readonly backend: Backend
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

/** Where a network runs. */
export type Backend = 'wasm' | 'webgpu'

export interface SessionOptions {
  backend: Backend
  /** Weights that lie outside the graph, by the names the graph calls them; they cost far less heap than weights inside it. */
  externalData?: readonly { path: string; data: Uint8Array }[]
  /**
   * For networks whose memory counts: no packed second copies of the weights, and each activation is freed as soon as nobody needs it.
   */
  lean?: boolean
  /** Fail to open rather than run parts of the graph on the CPU. */
  wholly?: boolean
}
