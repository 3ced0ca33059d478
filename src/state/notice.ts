import type { Model } from '#core/models.ts'
import type { Reason } from '#core/reasons.ts'
import type { Job } from './job.ts'

/** A job that was taken from the list, and where it stood. */
export interface Removed {
  job: Job
  index: number
}

/** A short message at the edge of the page; `removed` can be undone for as long as it is shown, and with a `model` that has come photos can be redone. */
export type Notice =
  | { kind: 'info'; id: string; text: string }
  | { kind: 'failure'; id: string; reason: Reason; subject?: string; detail?: string }
  | { kind: 'model-ready'; id: string; text: string; model: Model }
  /** A download of which not a byte has come. */
  | { kind: 'source-silent'; id: string; entryId: string; name: string; hosts: readonly string[] }
  /** Photos of an earlier visit have come back by themselves. */
  | { kind: 'restored'; id: string; text: string }
  | { kind: 'removed'; id: string; text: string; removed: Removed[] }
