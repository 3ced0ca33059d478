import { openSession } from '#workers/runtime/openSession.ts'
import type { Session } from '#workers/runtime/session.ts'
import type { NanoTimes } from './measure.ts'
import { bytesAt, openNanoInPage } from './nanoInPage.ts'

/** Side of u2netp's input, in pixels. */
const otherSide = 320

/**
 * Compiles, opens and runs the built-in network at these sizes, and u2netp in the same worker: one after the other in turns, so that a busy moment does
 * not fall on one of them alone. The first side's graph and session are told.
 */
export async function nanoTimes({ sides, runs }: { sides: number[]; runs: number }): Promise<NanoTimes> {
  const weights = await bytesAt('/models/nano.safetensors.gz')
  if (weights === undefined) throw new Error('The weights of the built-in network are missing.')
  const times: NanoTimes = { graphMs: 0, sessionMs: 0, runMs: {} }
  const sessions: { side: number; session: Session }[] = []
  for (const side of sides) {
    const begin = performance.now()
    const way = { size: { width: side, height: side }, backend: 'wasm', precision: 'fp32' } as const
    const { session, graphMs } = await openNanoInPage(weights, way)
    if (sessions.length === 0) Object.assign(times, { graphMs, sessionMs: performance.now() - begin })
    sessions.push({ side, session })
  }
  const other = await openOther()
  const outputs = { nano: ['logits'], other: other?.outputs.slice(0, 1).map(({ name }) => name) ?? [] }
  for (let run = 0; run < runs; run++) {
    for (const { side, session } of sessions) {
      const ms = await runMs(session, { input: 'image', side, outputs: outputs.nano })
      times.runMs[side] = Math.min(times.runMs[side] ?? ms, ms)
    }
    if (other === undefined) continue
    const input = other.inputs[0]?.name ?? ''
    const ms = await runMs(other, { input, side: otherSide, outputs: outputs.other })
    times.otherMs = Math.min(times.otherMs ?? ms, ms)
  }
  return times
}

interface Run {
  input: string
  side: number
  outputs: readonly string[]
}

async function runMs(session: Session, { input, side, outputs }: Run): Promise<number> {
  const data = Float32Array.from({ length: 3 * side * side }, (_, at) => Math.sin(at))
  const begin = performance.now()
  const results = await session.run({ [input]: { type: 'float32', dims: [1, 3, side, side], data } }, outputs)
  if (!results.ok) throw new Error(results.detail ?? results.reason)
  return performance.now() - begin
}

async function openOther(): Promise<Session | undefined> {
  const bytes = await bytesAt('/models/u2netp.onnx')
  if (bytes === undefined) return undefined
  const session = await openSession(bytes, { backend: 'wasm' })
  if (!session.ok) throw new Error(session.detail ?? session.reason)
  return session.value
}
