import type { Progress } from '#core/contract.ts'
import type { Engine } from '#core/ports.ts'
import { advice, canRetry } from '#core/reasons.ts'
import { whyInWords } from '#core/ways/why.ts'
import { withoutMasks } from './historySteps.ts'
import { newId } from './id.ts'
import { cutoutOf, type Finished, type Job, stopped, waiting } from './job.ts'
import { isBusy, isMadeOtherwise, nextWaiting, startedCount } from './selectors.ts'
import { type AppStore, addNotice, replaceJob, speak } from './store.ts'

export interface CuttingActions {
  /** Cuts what waits, one photo after the other, until nothing waits any more. */
  start(): void
  /** Puts photos in line again: failed, cancelled, or made with another model. Files that can never be opened are left as they are. */
  cutAgain(ids: string[]): void
  /** Puts all photos in line again that were made with another model than the chosen one. */
  cutAllAgain(): void
  /** Stops photos that wait or are being cut. Others are left alone. */
  cancel(ids: string[]): void
  cancelAll(): void
}

/** @param learn is called after each photo: what the device is up to may be better known */
export function createCutting(store: AppStore, engine: Engine, learn: () => void): CuttingActions {
  let current: { id: string; stop: AbortController } | undefined

  async function run(): Promise<void> {
    if (current !== undefined) return
    let count = 0
    for (let job = nextWaiting(store.getState()); job !== undefined; job = nextWaiting(store.getState())) {
      current = { id: job.photo.id, stop: new AbortController() }
      await cutOne(job, current.stop.signal)
      learn()
      count += 1
      current = undefined
      if (!isBusy(store.getState())) tellEnd(job.photo.id, count)
    }
  }

  async function cutOne({ photo }: Job, signal: AbortSignal): Promise<void> {
    const { model } = store.getState()
    const show = (progress: Progress) => replaceJob(store, photo.id, (job) => working(job, model, progress))
    show({ stage: 'load', done: 0 })
    tellStart()
    try {
      const outcome = await engine.cut({ file: photo.file, model }, { signal, onStart() {}, onProgress: show })
      if (signal.aborted) {
        if (outcome.ok) outcome.value.thumbnail.close()
        return
      }
      if (outcome.ok) finish(photo.id, { cut: outcome.value, model })
      else fail(photo.id, outcome)
    } catch (error) {
      if (signal.aborted) return
      fail(photo.id, { reason: 'unexpected', detail: String(error) })
    }
  }

  function finish(id: string, finished: Finished): void {
    if (!store.getState().jobs.some((job) => job.photo.id === id)) finished.cut.thumbnail.close()
    if (store.getState().written?.photoId === id) store.setState({ written: undefined })
    store.setState(({ history }) => ({ history: withoutMasks(history, id) }))
    replaceJob(store, id, (job) => {
      cutoutOf(job)?.cut.thumbnail.close()
      return { status: 'done', photo: job.photo, finished }
    })
    tellSmaller(finished)
  }

  function fail(id: string, failure: Pick<Extract<Job, { status: 'failed' }>, 'reason' | 'detail'>): void {
    const { reason, detail } = failure
    replaceJob(store, id, (job) => {
      const last = cutoutOf(job)
      // The earlier cutout is worth more than the news that a new one failed: it stays, and the news is a notice.
      if (last !== undefined) return { status: 'done', photo: job.photo, finished: last }
      const failed: Job = { status: 'failed', photo: job.photo, reason }
      return detail === undefined ? failed : { ...failed, detail }
    })
    const job = store.getState().jobs.find((other) => other.photo.id === id)
    if (job?.status !== 'done') return
    addNotice(store, { kind: 'failure', id: newId(), reason, subject: job.photo.name })
  }

  /** A size that was not what the person chose is told where it cannot be overlooked. */
  function tellSmaller({ cut }: Finished): void {
    const smaller = cut.madeWith.why?.find((why) => why.kind === 'smaller')
    if (smaller === undefined) return
    const text = whyInWords(smaller)
    const isTold = store.getState().notices.some((notice) => notice.kind === 'info' && notice.text === text)
    if (!isTold) addNotice(store, { kind: 'info', id: newId(), text })
  }

  function tellStart(): void {
    const state = store.getState()
    if (state.jobs.length > 1) speak(store, `Cutting ${startedCount(state)} of ${state.jobs.length}`)
  }

  function tellEnd(id: string, count: number): void {
    const { jobs } = store.getState()
    const job = jobs.find((other) => other.photo.id === id)
    if (count > 1) {
      const failed = jobs.filter((other) => other.status === 'failed').length
      speak(store, failed === 0 ? 'All photos are done' : `All photos are done, but ${failed} of ${jobs.length} failed`)
      return
    }
    if (job?.status === 'done') speak(store, `${job.photo.name}: done`)
    if (job?.status === 'cancelled') speak(store, `${job.photo.name}: cancelled`)
    if (job?.status === 'failed') speak(store, `${job.photo.name}: ${advice[job.reason].what}`)
  }

  function cancel(ids: string[]): void {
    for (const id of ids) {
      replaceJob(store, id, (job) => (job.status === 'waiting' || job.status === 'working' ? stopped(job) : job))
      if (current?.id === id) current.stop.abort(new DOMException('The photo was cancelled.', 'AbortError'))
    }
  }

  const start = () => void run()

  function cutAgain(ids: string[]): void {
    for (const id of ids) {
      replaceJob(store, id, (job) => (canCutAgain(job) ? waiting(job) : job))
    }
    start()
  }

  return {
    start,
    cutAgain,
    cutAllAgain() {
      const state = store.getState()
      cutAgain(state.jobs.filter((job) => isMadeOtherwise(state, job)).map((job) => job.photo.id))
    },
    cancel,
    cancelAll: () => cancel(store.getState().jobs.map((job) => job.photo.id)),
  }
}

function canCutAgain(job: Job): boolean {
  if (job.status === 'waiting' || job.status === 'working') return false
  return job.status !== 'failed' || canRetry(job.reason)
}

function working(job: Job, model: Extract<Job, { status: 'working' }>['model'], progress: Progress): Job {
  if (job.status !== 'waiting' && job.status !== 'working') return job
  const base = { status: 'working', photo: job.photo, model, progress } as const
  return job.last === undefined ? base : { ...base, last: job.last }
}
