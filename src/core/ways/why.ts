import { numberInWords } from '#core/figures.ts'
import type { Reason } from '#core/reasons.ts'
import { say } from '#core/say.ts'
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
      return say(`ways.asked.${why.runsOn}`)
    case 'software-adapter':
    case 'no-half-floats':
      return say(`ways.why.${why.kind}`, { name: why.name })
    case 'failed':
      return say(why.isRemembered ? 'ways.why.failedBefore' : 'ways.why.failed', {
        way: rungInWords(why.rung, why.precision),
        failure: failureInWords(why),
      })
    case 'smaller':
      return say(why.wasTried ? 'ways.why.smallerTried' : 'ways.why.smaller', {
        tier: numberInWords(why.tier),
        wanted: numberInWords(why.wanted),
      })
    case 'quicker':
      return say('ways.why.quicker', { number: numberInWords(why.share * 100) })
    default:
      return say(`ways.why.${why.kind}`)
  }
}

/** `WebGPU in half precision`, `WASM with threads`, ... */
function rungInWords(rung: Rung, precision: Precision): string {
  if (backendOf(rung) === 'webgpu') return say(precision === 'fp16' ? 'ways.rung.webgpuHalf' : 'ways.rung.webgpu')
  const threads = rung === 'wasm-threads' ? 'threads' : 'one'
  return say(precision === 'int8' ? `ways.rung.${threads}EightBit` : `ways.rung.${threads}`)
}

function failureInWords({ reason, detail }: { reason: Reason; detail?: string }): string {
  switch (reason) {
    case 'self-test-failed':
    case 'model-failed':
      return detail === undefined ? say(`ways.failure.${reason}`) : say(`ways.failure.${reason}.detailed`, { detail })
    case 'gpu-lost':
    case 'gpu-hung':
    case 'out-of-memory':
    case 'worker-died':
    case 'runtime-missing':
      return say(`ways.failure.${reason}`)
    default:
      return say('ways.failure.other')
  }
}
