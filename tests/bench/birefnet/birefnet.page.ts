import { limitMarkup } from '#core/trustedTypes.ts'
import { difference } from '#tests/golden/safetensors.ts'
import type { Answer, Difference, Measured, MeasureRequest, WorkerRequest } from './measure.ts'

// The page has the app's own policy.
limitMarkup(window)

const kept = new Map<string, Float32Array>()

declare global {
  interface Window {
    measure(request: MeasureRequest): Promise<Measured>
    ask(request: WorkerRequest): Promise<Answer>
    compare(one: string, other: string, asAlpha: boolean): Difference
  }
}

window.measure = async (request) => {
  const answer = await window.ask(request)
  if (answer.kind !== 'measured') throw new Error(`The worker answered ${answer.kind}.`)
  if (request.keep !== undefined) kept.set(request.keep, answer.logits)
  return answer.measured
}

window.compare = (one, other, asAlpha) => difference(taken(one, asAlpha), taken(other, asAlpha))

/** Each request has a worker of its own: a heap never shrinks, and a failed session spoils later ones. */
window.ask = async (request) => {
  const worker = new Worker(new URL('./birefnetWorker.ts', import.meta.url), { type: 'module' })
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => resolve(data))
      worker.addEventListener('error', ({ message }) => reject(new Error(message)))
      worker.postMessage(request)
    })
    if (answer.kind === 'failed') throw new Error(answer.message)
    return answer
  } finally {
    worker.terminate()
  }
}

function taken(name: string, asAlpha: boolean): Float32Array {
  const logits = kept.get(name)
  if (logits === undefined) throw new Error(`No logits are kept as ${name}.`)
  return asAlpha ? logits.map((logit) => 1 / (1 + Math.exp(-logit))) : logits
}
