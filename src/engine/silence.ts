import type { Remote } from 'comlink'
import type { MattingWorker } from '#core/contract.ts'

/** Answers that may be missing in a row: far more than a busy machine makes a worker wait between two of its tasks. */
const patience = 10

/**
 * Does a piece of work whose every task is short, and asks the worker meanwhile whether it is still there: `onSilence` is called once it has not
 * answered `patience` times. Questions are counted, not seconds: a computer that slept is not silence.
 */
export async function listeningTo<T>(
  remote: Remote<MattingWorker>,
  work: () => Promise<T>,
  askEveryMs: number,
  onSilence: () => void,
): Promise<T> {
  let unanswered = 0
  const timer = setInterval(() => {
    unanswered += 1
    if (unanswered > patience) onSilence()
    else
      remote.isThere().then(
        () => {
          unanswered = 0
        },
        () => {},
      )
  }, askEveryMs)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
