import type { Task } from '#core/tasks/task.ts'
import { inSentences, type TaskReason } from '#core/tasks/taskReasons.ts'
import type { Job } from './job.ts'

/** A task as a dialect hands it over. */
export interface Order {
  dialect: Job['dialect']
  name: string
  client: string
  task: Task
  request: unknown
  base: string
  /** Pictures that came as parts of the request, by their names. */
  parts?: ReadonlyMap<string, { bytes: Buffer; name: string }>
}

/** Why an order was not accepted. */
export class NotAcceptedError extends Error {
  override name = 'NotAcceptedError'
  readonly reason: TaskReason
  /** Seconds after which it is worth trying again, where it is. */
  readonly retryAfter: number | undefined

  constructor(reason: TaskReason, message = inSentences(reason), retryAfter?: number) {
    super(message)
    this.reason = reason
    this.retryAfter = retryAfter
  }
}
