import { difference } from '#tests/golden/safetensors.ts'
import type { Answer, Difference, Measured, MeasureRequest } from './measure.ts'

const kept = new Map<string, Float32Array>()

declare global {
  interface Window {
    measure(request: MeasureRequest): Promise<Measured>
    compare(one: string, other: string, asAlpha: boolean): Difference
  }
}

/** Each network has a worker of its own: a heap never shrinks, and a failed session spoils later ones. */
window.measure = async (request) => {
  const worker = new Worker(new URL('./birefnetWorker.ts', import.meta.url), { type: 'module' })
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => resolve(data))
      worker.addEventListener('error', ({ message }) => reject(new Error(message)))
      worker.postMessage(request)
    })
    if (!answer.ok) throw new Error(answer.message)
    if (request.keep !== undefined) kept.set(request.keep, answer.logits)
    return answer.measured
  } finally {
    worker.terminate()
  }
}

window.compare = (one, other, asAlpha) => difference(taken(one, asAlpha), taken(other, asAlpha))

function taken(name: string, asAlpha: boolean): Float32Array {
  const logits = kept.get(name)
  if (logits === undefined) throw new Error(`No logits are kept as ${name}.`)
  return asAlpha ? logits.map((logit) => 1 / (1 + Math.exp(-logit))) : logits
}
