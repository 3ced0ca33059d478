import type { Failure } from '#core/outcome.ts'

/** Carries an expected failure out of nested work to the one place that tells it. */
export class Refused extends Error {
  readonly outcome: Failure
  readonly subject: string
  constructor(outcome: Failure, subject: string) {
    super(outcome.reason)
    this.outcome = outcome
    this.subject = subject
  }
}
