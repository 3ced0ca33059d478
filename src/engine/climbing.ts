import type { Remote } from 'comlink'
import type { MattingWorker } from '#core/contract.ts'
import type { Outcome } from '#core/outcome.ts'
import type { Progress } from '#core/progress.ts'
import type { Climber, FailedWay, Ladder } from '#core/ways/ladder.ts'
import type { Way } from '#core/ways/way.ts'

/** What is to be done in a way, and with whom it may be told. */
export interface Task<T> {
  climber: Climber
  use(remote: Remote<MattingWorker>, way: Way): Promise<Outcome<T>>
  signal: AbortSignal
  report(progress: Progress): void
}

/** What was done, in which way, and what else there was. */
export interface Climbed<T> {
  value: T
  way: Way
  ladder: Ladder
  failures: readonly FailedWay[]
}
