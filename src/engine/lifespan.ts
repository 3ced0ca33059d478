import { endOf } from '#core/locks.ts'
import { type Failure, failure } from '#core/outcome.ts'

/** The two ends of a worker's life. */
export interface Lifespan {
  /** Resolves once the worker's end would be noticed; calls wait for it. Never resolves where the worker does not start: `death` does. */
  started: Promise<void>
  /** Resolves once the worker is gone: with `runtime-missing` where its script could not be loaded, else with `worker-died` and what is known of why. */
  death: Promise<Failure>
}

/** A worker that has not started after so many seconds never will: its script is here, or comes in less. Counted, since a computer that slept is not silence. */
const startPatience = 60

/**
 * Follows a worker's life.
 *
 * A crash of the script fires `error`. A worker that the browser ends for lack of memory fires nothing, and neither does one that was
 * terminated from outside; but a lock that it holds is released in each case. So the worker takes a lock when it starts and tells its
 * name (`lock`; undefined where the browser has no locks), and waiting for the same lock is waiting for the worker's end. One that is ended
 * before it has taken its lock is known by its silence.
 */
export function lifespanOf(worker: Worker, lock: Promise<string | undefined>): Lifespan {
  const started = Promise.withResolvers<void>()
  const death = Promise.withResolvers<Failure>()
  let seconds = 0
  const waiting = setInterval(() => {
    seconds += 1
    if (seconds >= startPatience) settle(failure('worker-died', 'the worker did not start'))
  }, 1000)
  const settle = (ended: Failure) => {
    clearInterval(waiting)
    death.resolve(ended)
  }
  worker.addEventListener('error', (event) => {
    // An error in a script has a message; that a script, or one that it imports, cannot be had has none.
    const isMissing = !event.message
    settle(
      isMissing
        ? failure('runtime-missing', 'the worker script could not be loaded')
        : failure('worker-died', event.message),
    )
  })
  lock.then(
    (name) => {
      clearInterval(waiting)
      if (name !== undefined) endOf(name).then(() => death.resolve(failure('worker-died', 'the worker was ended')))
      started.resolve()
    },
    (error: unknown) => settle(failure('worker-died', `the worker did not start: ${String(error)}`)),
  )
  return { started: started.promise, death: death.promise }
}
