import type { Remote } from 'comlink'
import { endedBy } from '#core/endedBy.ts'
import { failure, type Outcome } from '#core/outcome.ts'
import type { Lifespan } from './lifespan.ts'

/** A worker that is running, and what is called on it. */
export interface Life<W> extends Lifespan {
  worker: Worker
  remote: Remote<W>
}

/** Calls on a worker that is started by the first of them, and again after it died; the calls that it had end as its death says. */
export function renewedWorker<W>(start: () => Life<W>) {
  let life: ReturnType<typeof begin> | undefined

  function begin() {
    const begun = start()
    const untilDeath = endedBy(begun.death)
    const mine = { ...begun, untilDeath }
    mine.death.then(() => {
      mine.worker.terminate()
      if (life === mine) life = undefined
    })
    return mine
  }

  return async function call<T>(use: (remote: Remote<W>) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      life ??= begin()
      const { remote, started, untilDeath } = life
      return await untilDeath(started.then(() => use(remote)))
    } catch (error) {
      return failure('unexpected', error instanceof Error ? `${error.name}: ${error.message}` : String(error))
    }
  }
}
