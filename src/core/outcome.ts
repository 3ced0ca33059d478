import type { Reason } from './reasons.ts'

/** What an operation that may fail in an expected way gives back. A cancelled one throws an `AbortError`, a bug throws anything else. */
export type Outcome<T> = { ok: true; value: T } | Failure

/** An expected failure: a reason from the one list in `reasons.ts`, and a detail for the person's report (never shown alone). */
export interface Failure {
  ok: false
  reason: Reason
  detail?: string
}

export function success<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

export function failure(reason: Reason, detail?: string): Failure {
  return detail === undefined ? { ok: false, reason } : { ok: false, reason, detail }
}
