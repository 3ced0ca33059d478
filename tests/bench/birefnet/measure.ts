import type { Size } from '#core/geometry.ts'
import type { Deformable, Precision } from '#workers/birefnet/plan.ts'
import type { Backend } from '#workers/runtime/session.ts'
import type { PatchOrder } from '#workers/weights/patchOrder.ts'

/** What a worker of its own is asked: to measure one network, how fast MatMul is, what 8 bits cost each layer, or how long loading, or the first session of a worker, takes. */
export type WorkerRequest = (
  | MeasureRequest
  | { kind: 'rate' }
  | { kind: 'layers'; side: number }
  | { kind: 'load' }
  | { kind: 'start'; backend: Backend }
  | { kind: 'probe' }
  | { kind: 'nano'; sides: number[]; runs: number }
  | ({ kind: 'nano-parity' } & NanoParity)
  | { kind: 'profile'; precision: 'fp32' | 'int8'; side: number }
) & { threads?: number }

/** One network to compile, open and run with formula weights. */
export interface MeasureRequest {
  kind: 'network'
  variant: 'lite' | 'large'
  size: Size
  precision: Precision
  deformable: Deformable
  chunkBytes: number
  /** The lite network as it is written down, without any of the exact rewrites. */
  literal?: boolean
  patchOrder?: PatchOrder
  /** What is done to the formula's weights: rounded to half precision, or the offsets of the deformable convolutions made a tenth as large. */
  weights?: 'half' | 'calm'
  /** Inner values to give out besides the logits. */
  inner?: string[]
  backend: Backend
  /** Fail rather than run parts on the CPU. */
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
  /** From the start of the compilation until the session is ready. */
  sessionMs: number
  weightBytes: number
  createdBytes: number
  peakBytes: number
  predictedBytes: number
  /** What a card's buffers were foretold to take, and what the graphics device's really took; 0 on the processor. */
  cardBytes: number
  gpuPeakBytes: number
  runMs: number[]
  /** Differences to the golden file, by output. */
  differences: Record<string, Difference>
}

export interface Difference {
  max: number
  mean: number
}

/** How a model came from the device's storage to a session that is ready. */
export interface Loaded {
  fileBytes: number
  graphMs: number
  sessionMs: number
}

/** Where the built-in network is to be held against PyTorch. */
export interface NanoParity {
  backend: Backend
  precision: 'fp32' | 'fp16'
}

/** How long the built-in network takes, and another one beside it, in milliseconds: the best of the runs. */
export interface NanoTimes {
  graphMs: number
  sessionMs: number
  /** By the side of the input. */
  runMs: Record<number, number>
  /** Of u2netp at its own size, where it was at hand. */
  otherMs?: number
}

/** What the worker answers with: figures and the logits, or what went wrong. */
export type Answer =
  | { kind: 'measured'; measured: Measured; logits: Float32Array }
  | { kind: 'rate'; perSecond: number }
  | { kind: 'layers'; errors: Record<string, number> }
  | ({ kind: 'load' } & Loaded)
  | { kind: 'start'; ms: number }
  | { kind: 'probe'; ratio: number; secondsPerBillion: number; ms: number }
  | ({ kind: 'nano' } & NanoTimes)
  | { kind: 'nano-parity'; logits: Difference; alpha: Difference; iou: number }
  | { kind: 'profile'; operators: [string, number][] }
  | { kind: 'failed'; message: string }

/** The request that most benches vary: the reference precision as WebAssembly runs it. */
export function networkRequest(variant: 'lite' | 'large', width: number, height = width): MeasureRequest {
  const plan = { precision: 'fp32', deformable: 'native', chunkBytes: 32e6 } as const
  return { kind: 'network', variant, size: { width, height }, ...plan, backend: 'wasm', runs: 1 }
}
