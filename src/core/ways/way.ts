/** What a network runs on, best first; each is tried in a fresh worker. */
export const rungs = ['webgpu-fp16', 'webgpu-fp32', 'wasm-threads', 'wasm-one'] as const
export type Rung = (typeof rungs)[number]

/** How weights are held and multiplied; `int8` is for WebAssembly, `fp16` for graphics processors that have half floats. */
export type Precision = 'fp32' | 'fp16' | 'int8'

/** Where a person wants a BiRefNet to run: `auto` takes the graphics card where that works; `wasm-int8` is the processor in 8 bits though full precision would fit. */
export const runsOn = ['auto', 'webgpu', 'wasm', 'wasm-int8'] as const
export type RunsOn = (typeof runsOn)[number]

/** One way to run a BiRefNet on this device. */
export interface Way {
  rung: Rung
  precision: Precision
  /** Side of the network's square input in pixels. */
  tier: number
  /** Threads to use at most, 1 or more. */
  threads: number
  /** Most bytes that the wasm heap may take. */
  limitBytes: number
  /** What computes: the graphics adapter's name, or `processor`. */
  device: string
}

/** The execution provider of a rung. */
export function backendOf(rung: Rung): 'webgpu' | 'wasm' {
  return rung === 'webgpu-fp16' || rung === 'webgpu-fp32' ? 'webgpu' : 'wasm'
}
