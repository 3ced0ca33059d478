import type { SessionFacts } from '#core/sessions/sessionWorker.ts'

/** What is kept of the work for the next visit, and how far that has come. */
export interface SessionState {
  /**
   * `asking` until it is known whether there are photos of the last visit, `restoring` until these are there; then `on`, or `refused` where
   * the browser keeps no files, or `full` where there was no room.
   */
  keeping: 'asking' | 'restoring' | 'on' | 'refused' | 'full'
  /** The session that the photos belong to; absent until there are any. */
  current: CurrentSession | undefined
  /** Something is not on the disk yet. */
  isBehind: boolean
  /** All that are kept, the one used last first; undefined until somebody asked. */
  list: readonly SessionFacts[] | undefined
  isOpen: boolean
  /** A project that is being written or read. */
  project: 'saving' | 'opening' | undefined
}

export interface CurrentSession {
  id: string
  name?: string
  createdAt: number
}

export const noSession: SessionState = {
  keeping: 'asking',
  current: undefined,
  isBehind: false,
  list: undefined,
  isOpen: false,
  project: undefined,
}

/** Would photos and cutouts be lost if the page were left now? */
export function isKept({ keeping, isBehind }: SessionState): boolean {
  return keeping === 'on' && !isBehind
}
