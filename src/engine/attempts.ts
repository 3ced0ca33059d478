import { type Failure, failure } from '#core/outcome.ts'
import type { FailedWay } from '#core/ways/ladder.ts'

/** The last failure, with all that was tried told in its detail. */
export function withAttempts(last: Failure, failures: readonly FailedWay[]): Failure {
  const attempts = failures.map(
    ({ way, reason, detail }) => `${way.rung} (${way.precision}) at ${way.tier}: ${detail ?? reason}`,
  )
  return failure(last.reason, attempts.join('\n'))
}
