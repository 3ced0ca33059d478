import type { TaskEnd } from '#core/tasks/done.ts'
import type { Task } from '#core/tasks/task.ts'
import { type Desk, type MadeFile, perform } from '#embed/perform.ts'
import type { PictureBook } from '#embed/pictureBook.ts'
import { Refusal } from '#embed/refusal.ts'
import type { CallFailure, CallProgress } from '#embed/wire.ts'

/** One call of the page, and what it is done with. */
export interface Call {
  /** What the page gave; in the place of each Blob stands an address that the book knows. */
  given: unknown
  book: PictureBook
  desk: Desk
  signal: AbortSignal
  onProgress(progress: CallProgress): void
  /** Told of each thing that is finished before the call is. */
  onPart(value: object): void
}

/** Ends a call with what the page is told. */
export class CallError extends Error {
  override name = 'CallError'
  readonly failure: CallFailure

  constructor(failure: CallFailure) {
    super(failure.message)
    this.failure = failure
  }
}

/** Opens the task's pictures and does it. Rejects only when the call is aborted, or with a bug. */
export async function performTask(task: Task, call: Call, taskUUID?: string): Promise<TaskEnd<MadeFile>> {
  const { book, desk, signal } = call
  const onProgress: Call['onProgress'] = (progress) =>
    call.onProgress(taskUUID === undefined ? progress : { ...progress, taskUUID })
  try {
    const { blob: photo, name } = await book.open(task.input)
    const behind = task.composition.backdrop
    const backdrop = behind.kind === 'picture' ? { backdrop: (await book.open(behind.picture)).blob } : {}
    return await perform(task, { photo, name, ...backdrop }, desk, { signal, onProgress })
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason, message: error.message }
    throw error
  }
}
