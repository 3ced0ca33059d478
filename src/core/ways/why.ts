import type { Reason } from '#core/reasons.ts'
import { backendOf, type Precision, type Rung, type RunsOn } from './way.ts'

/** One reason why a cutout was made the way it was, and not a better one. */
export type Why =
  /** A person wanted this backend. */
  | { kind: 'asked'; runsOn: Exclude<RunsOn, 'auto'> }
  | { kind: 'no-webgpu' }
  | { kind: 'no-adapter' }
  | { kind: 'software-adapter'; name: string }
  | { kind: 'no-half-floats'; name: string }
  | { kind: 'not-isolated' }
  /** A rung was tried just now, or earlier (`isRemembered`), and failed. */
  | { kind: 'failed'; rung: Rung; precision: Precision; reason: Reason; detail?: string; isRemembered: boolean }
  /** The wanted size did not fit, so a smaller one was taken: it was tried (`wasTried`), or known beforehand. */
  | { kind: 'smaller'; tier: number; wanted: number; wasTried: boolean }
  /** Full precision would not fit. */
  | { kind: 'eight-bit' }
  /** A probe showed that this processor is quicker in 8 bits, by this share of the time. */
  | { kind: 'quicker'; share: number }

/** The reason as a sentence for the person. */
export function whyInWords(why: Why): string {
  switch (why.kind) {
    case 'asked':
      return askedWords[why.runsOn]
    case 'no-webgpu':
      return 'This browser has no WebGPU.'
    case 'no-adapter':
      return 'This browser lets no page use the graphics card.'
    case 'software-adapter':
      return `WebGPU would be computed by the processor here (${why.name}), which is slower.`
    case 'no-half-floats':
      return `The graphics card (${why.name}) has no half precision.`
    case 'not-isolated':
      return 'One thread only: this browser, or the way this page was loaded, gives none that share memory.'
    case 'failed':
      return `${rungInWords(why.rung, why.precision)} ${why.isRemembered ? 'failed before' : 'was tried'}: ${failureInWords(why)}.`
    case 'smaller':
      return why.wasTried
        ? `Ran at ${why.tier}: there was not enough memory for ${why.wanted}.`
        : `Ran at ${why.tier}: ${why.wanted} would need more memory than there is here.`
    case 'eight-bit':
      return 'In 8 bits: full precision would need more memory than there is here.'
    case 'quicker':
      return `In 8 bits: a test showed that they take ${Math.round(why.share * 100)} % of the time here.`
  }
}

const askedWords = {
  webgpu: 'You chose the graphics card.',
  wasm: 'You chose the processor.',
  'wasm-int8': 'You chose the processor in 8 bits.',
} as const satisfies Record<Exclude<RunsOn, 'auto'>, string>

/** `WebGPU in half precision`, `WASM with threads`, ... */
export function rungInWords(rung: Rung, precision: Precision): string {
  if (backendOf(rung) === 'webgpu') return precision === 'fp16' ? 'WebGPU in half precision' : 'WebGPU'
  const threads = rung === 'wasm-threads' ? 'WASM with threads' : 'WASM on one thread'
  return precision === 'int8' ? `${threads} in 8 bits` : threads
}

function failureInWords({ reason, detail }: { reason: Reason; detail?: string }): string {
  switch (reason) {
    case 'self-test-failed':
      return detail === undefined ? 'its self-test failed' : `its self-test failed, ${detail}`
    case 'gpu-lost':
      return 'the graphics card stopped working'
    case 'gpu-hung':
      return 'the graphics card gave no answer'
    case 'out-of-memory':
      return 'there was not enough memory'
    case 'worker-died':
      return 'the browser ended it'
    case 'runtime-missing':
      return 'a part of the app that it needs could not be loaded'
    case 'model-failed':
      return detail === undefined ? 'it gave no usable result' : `it gave no usable result (${detail})`
    default:
      return 'it could not run the network'
  }
}
