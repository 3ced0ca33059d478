import { leaveOnAbort } from '#core/leaveOnAbort.ts'

/** Runs jobs one after the other. A failed job does not stop the next, and one that is aborted while it waits never starts. */
export class Queue {
  #tail: Promise<unknown> = Promise.resolve()

  /** Runs `job` when all earlier ones have settled; rejects with the signal's reason as soon as it is aborted. */
  enqueue<T>(job: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const turn = this.#tail.then(() => {
      signal.throwIfAborted()
      return job()
    })
    this.#tail = turn.then(noop, noop)
    return leaveOnAbort(turn, signal)
  }
}

const noop = () => {}
