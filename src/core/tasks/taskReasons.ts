import { adviceInEnglish } from '#core/plainEnglish.ts'
import { isReason, type Reason } from '#core/reasons.ts'

/** Why a task ended without a result: as a cut does, or because of what was asked for. */
export type TaskReason = Reason | keyof typeof ofTasks

/** What a service says beyond what the page says; whose fault it is decides the status. */
const ofTasks = {
  'model-unknown': 'There is no model of this name.',
  'model-absent': 'This model is not on this device.',
  'region-outside': 'The region of interest lies outside of the picture.',
  'nothing-found': 'No subject was found in this picture.',
  'input-refused': 'This address may not be fetched.',
  'input-unreachable': 'The picture could not be fetched from its address.',
  'input-too-large': 'The picture has more bytes than this server takes.',
  'delivery-refused': 'This address may not be told.',
  'input-unknown': 'There is nothing kept under this id, or no longer.',
  cancelled: 'The task was cancelled.',
  'too-busy': 'Too many tasks are waiting.',
  'storage-failed': 'The server could not keep the task or its result: its disk is full or cannot be written.',
} as const

/** In one or two sentences: what happened, and what to do where that is known. */
export function inSentences(reason: TaskReason, detail?: string): string {
  if (isReason(reason)) {
    const { what, next } = adviceInEnglish(reason, detail)
    return `${what} ${next}`
  }
  const what = reason in ofTasks ? ofTasks[reason as keyof typeof ofTasks] : reason
  return detail === undefined ? what : `${what} ${detail}`
}

const ofTheCaller: ReadonlySet<TaskReason> = new Set<TaskReason>([
  'empty-file',
  'not-an-image',
  'damaged',
  'heic',
  'tiff',
  'unsupported-image',
  'too-many-pixels',
  'unsafe-svg',
  'cannot-encode',
  'model-unknown',
  'region-outside',
  'nothing-found',
  'input-refused',
  'input-unreachable',
  'input-too-large',
  'input-unknown',
  'delivery-refused',
  'cancelled',
])

/** The HTTP status that fits: 4xx where another request would do, 5xx where the server is at fault. */
export function statusOf(reason: TaskReason): number {
  if (reason === 'input-too-large') return 413
  if (reason === 'too-busy') return 503
  if (reason === 'storage-failed') return 507
  if (reason === 'model-absent') return 409
  return ofTheCaller.has(reason) ? 400 : 500
}
