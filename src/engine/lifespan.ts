import { endOf } from '#core/locks.ts'
import { type Failure, failure } from '#core/outcome.ts'

/** The two ends of a worker's life. */
export interface Lifespan {
  /** Resolves once the worker's end would be noticed; calls wait for it. Never resolves where the worker does not start: `death` does. */
  started: Promise<void>
  /** Resolves once the worker is gone: with `runtime-missing` where its script could not be loaded, else with `worker-died` and what is known of why. */
  death: Promise<Failure>
}

/**
 * Follows a worker's life.
 *
 * A crash of the script fires `error`. A worker that the browser ends for lack of memory fires nothing, and neither does one that was
 * terminated from outside; but a lock that it holds is released in each case. So the worker takes a lock when it starts and tells its
 * name (`lock`; undefined where the browser has no locks), and waiting for the same lock is waiting for the worker's end.
 */
export function lifespanOf(worker: Worker, lock: Promise<string | undefined>): Lifespan {
  const started = Promise.withResolvers<void>()
  const death = Promise.withResolvers<Failure>()
  worker.addEventListener('error', (event) => {
    // An error in a script has a message; that a script, or one that it imports, cannot be had has none.
    const isMissing = !event.message
    death.resolve(
      isMissing
        ? failure('runtime-missing', 'the worker script could not be loaded')
        : failure('worker-died', event.message),
    )
  })
  lock.then(
    (name) => {
      if (name !== undefined) endOf(name).then(() => death.resolve(failure('worker-died', 'the worker was ended')))
      started.resolve()
    },
    (error: unknown) => death.resolve(failure('worker-died', `the worker did not start: ${String(error)}`)),
  )
  return { started: started.promise, death: death.promise }
}
