import { endOf } from '#core/locks.ts'

/** The two ends of a worker's life. */
export interface Lifespan {
  /** Resolves once the worker's end would be noticed; calls wait for it. Never resolves where the worker does not start: `death` does. */
  started: Promise<void>
  /** Resolves, with what is known of the reason, once the worker is gone. */
  death: Promise<string>
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
  const death = Promise.withResolvers<string>()
  worker.addEventListener('error', (event) => {
    death.resolve(event.message || 'the worker script could not be loaded')
  })
  lock.then(
    (name) => {
      if (name !== undefined) endOf(name).then(() => death.resolve('the worker was ended'))
      started.resolve()
    },
    (error: unknown) => death.resolve(`the worker did not start: ${String(error)}`),
  )
  return { started: started.promise, death: death.promise }
}
