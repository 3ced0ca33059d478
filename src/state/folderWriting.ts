import type { AppState } from './initialState.ts'
import type { Finished, Job, Photo } from './job.ts'
import { isBusy } from './selectors.ts'
import type { AppStore } from './store.ts'
import { openVerdict } from './verdict.ts'

/**
 * The photos that are done, each as soon as it is, until nothing is cut any more; `leftOut` by their ids. Photos in which nothing was found
 * come only where a person has taken them. Previews do not come: the finer cutout will. Rejects when the signal is aborted.
 */
export async function* finishedInTurn(
  store: AppStore,
  leftOut: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<{ photo: Photo; finished: Finished }> {
  const settled = new Set(leftOut)
  for (;;) {
    signal.throwIfAborted()
    const job = store.getState().jobs.find((each) => isDone(each) && !settled.has(each.photo.id))
    if (job?.status === 'done') {
      settled.add(job.photo.id)
      yield job
    } else if (isBusy(store.getState())) await change(store, signal)
    else return
  }
}

/** How many photos will be written in the end, as far as is known by now. */
export function expectedCount({ jobs }: Pick<AppState, 'jobs'>, leftOut: readonly string[]): number {
  const comes = (job: Job) => job.status === 'waiting' || job.status === 'working' || isDone(job)
  return jobs.filter((job) => comes(job) && !leftOut.includes(job.photo.id)).length
}

function isDone(job: Job): boolean {
  return job.status === 'done' && openVerdict(job.finished) !== 'empty'
}

function change(store: AppStore, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      stop()
      reject(signal.reason)
    }
    const stop = store.subscribe((state, before) => {
      if (state.jobs === before.jobs) return
      stop()
      signal.removeEventListener('abort', leave)
      resolve()
    })
    signal.addEventListener('abort', leave, { once: true })
  })
}
