import { setTimeout as wait } from 'node:timers/promises'
import { type Outside, OutsideError } from '../outside/outside.ts'

export interface Retrying {
  tries: number
  backoffMs: number
  /** Ended with the server: what is left is told after a restart. */
  signal: AbortSignal
}

export type Delivered = { ok: true; tries: number } | { ok: false; tries: number; why: string }

/** Sends until it is taken with a 2xx status, each time after a longer wait. Rejects only when the signal is aborted. */
export async function deliver(
  outside: Outside,
  { address, method, body, type }: { address: string; method: 'POST' | 'PUT'; body: Buffer; type: string },
  { tries, backoffMs, signal }: Retrying,
): Promise<Delivered> {
  let why = ''
  for (let n = 1; n <= tries; n += 1) {
    if (n > 1) await wait(backoffMs * 2 ** (n - 2) * (0.75 + Math.random() / 2), undefined, { signal })
    try {
      const status = await outside.send(address, method, body, type)
      if (status >= 200 && status < 300) return { ok: true, tries: n }
      why = status >= 300 && status < 400 ? `it redirects (${status}), which is not followed` : `it answers ${status}`
    } catch (error) {
      why = error instanceof Error ? error.message : String(error)
      if (error instanceof OutsideError && error.reason === 'input-refused') return { ok: false, tries: n, why }
    }
    signal.throwIfAborted()
  }
  return { ok: false, tries, why }
}
