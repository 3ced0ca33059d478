import type { Outcome } from '#core/outcome.ts'
import { inSentences, type TaskReason } from '#core/tasks/taskReasons.ts'

/** Ends a task from within its steps, with what the caller is told. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly reason: TaskReason

  constructor(reason: TaskReason, message: string) {
    super(message)
    this.reason = reason
  }
}

/** What came of a step. Throws a `Refusal` where it failed as expected. */
export function granted<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Refusal(outcome.reason, inSentences(outcome.reason))
}
