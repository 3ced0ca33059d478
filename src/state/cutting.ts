import type { Model } from '#core/models.ts'
import type { Engine } from '#core/ports.ts'
import type { Progress } from '#core/progress.ts'
import { canRetry } from '#core/reasons.ts'
import { say } from '#core/say.ts'
import { tellEnd, tellSmaller, tellStart } from './cutNews.ts'
import { createGlancing } from './glancing.ts'
import { withoutMasks } from './historySteps.ts'
import { newId } from './id.ts'
import { cutoutOf, type Finished, isFiner, isSameModel, type Job, settled, stopped, waiting, working } from './job.ts'
import { isBusy, isMadeOtherwise, modelFor, nextWaiting } from './selectors.ts'
import { type AppStore, addNotice, replaceJob, speak } from './store.ts'

export interface CuttingActions {
  /** Cuts what waits, one photo after the other, until nothing waits any more. Where the model is slow, all of them get previews first. */
  start(): void
  /** Lets photos wait until this is settled: which model cuts is not known before. */
  hold(known: Promise<unknown>): void
  /** Puts photos in line again: failed, cancelled, or made with another model. Files that can never be opened are left as they are. */
  cutAgain(ids: string[]): void
  /** Cuts one photo again with a model that is chosen for it alone: those that follow are cut with the model that was chosen for all. */
  cutAgainWith(id: string, model: Model): void
  /** Puts all photos in line again that were made with another model than the chosen one. */
  cutAllAgain(): void
  /** Takes a doubtful or empty cutout as it is. */
  take(ids: string[]): void
  /** Stops photos that wait or are being cut; a preview stays. Others are left alone. */
  cancel(ids: string[]): void
  cancelAll(): void
  /** Cuts these before all others that wait. */
  first(ids: string[]): void
  /** Finishes the photo that is being cut, and lets the others wait until the work is to go on. */
  pause(): void
  goOn(): void
}

/** @param learn is called after each photo: what the device is up to may be better known */
export function createCutting(store: AppStore, engine: Engine, learn: () => void): CuttingActions {
  const glancing = createGlancing(store, engine)
  let isRunning = false
  let held: Promise<unknown> | undefined
  let current: { id: string; stop: AbortController } | undefined

  const isPaused = () => store.getState().isPaused

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    while (held !== undefined) await held
    let count = 0
    for (;;) {
      while (!isPaused() && glancing.isDue()) await glancing.settle()
      const job = isPaused() ? undefined : nextWaiting(store.getState())
      if (job === undefined) break
      current = { id: job.photo.id, stop: new AbortController() }
      if (!takesPreview(job)) await cutOne(job, current.stop.signal)
      learn()
      count += 1
      current = undefined
      if (!isBusy(store.getState())) tellEnd(store, job.photo.id, count)
    }
    isRunning = false
  }

  /** A preview of the very model that is wanted by now is all there is to make. */
  function takesPreview({ photo, ...job }: Extract<Job, { status: 'waiting' }>): boolean {
    const { last } = job
    if (last?.isPreview !== true || !isSameModel(last.model, modelFor(store.getState(), { photo, ...job })))
      return false
    replaceJob(store, photo.id, () => ({ status: 'done', photo, finished: settled(last) }))
    return true
  }

  async function cutOne(job: Extract<Job, { status: 'waiting' }>, signal: AbortSignal): Promise<void> {
    const { photo, own } = job
    const { runsOn, looksAtSubject } = store.getState()
    const model = modelFor(store.getState(), job)
    // What a cut says late, after it was stopped or had ended, is no word on the next one of the same photo.
    const isRunning = () => current?.stop.signal === signal && !signal.aborted
    const show = (progress: Progress) =>
      replaceJob(store, photo.id, (now) => (isRunning() ? working(now, model, progress) : now))
    show({ stage: 'load', done: 0 })
    tellStart(store)
    try {
      const found = cutoutOf(job)?.cut.madeWith.subject
      const subject = found?.mask === undefined ? {} : { subject: { ...found, mask: found.mask } }
      const request = { file: photo.file, model, runsOn, looksAtSubject, ...subject }
      const outcome = await engine.cut(request, { signal, onStart() {}, onProgress: show })
      if (signal.aborted) {
        if (outcome.ok) outcome.value.thumbnail.close()
        return
      }
      if (outcome.ok)
        finish(photo.id, {
          cut: outcome.value,
          model,
          ...(isFiner(model) ? { looksAtSubject } : {}),
          ...(own === undefined ? {} : { isOwnChoice: true }),
        })
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
    tellSmaller(store, finished)
  }

  function fail(id: string, failure: Pick<Extract<Job, { status: 'failed' }>, 'reason' | 'detail'>): void {
    const { reason, detail } = failure
    replaceJob(store, id, (job) => {
      const last = cutoutOf(job)
      // The earlier cutout is worth more than the news that a new one failed: it stays, and the news is a notice.
      if (last !== undefined) return { status: 'done', photo: job.photo, finished: settled(last) }
      const failed: Job = { status: 'failed', photo: job.photo, reason }
      return detail === undefined ? failed : { ...failed, detail }
    })
    const job = store.getState().jobs.find((other) => other.photo.id === id)
    if (job?.status !== 'done') return
    addNotice(store, { kind: 'failure', id: newId(), reason, subject: job.photo.name })
  }

  function cancel(ids: string[]): void {
    for (const id of ids) {
      replaceJob(store, id, (job) => (job.status === 'waiting' || job.status === 'working' ? stopped(job) : job))
      glancing.cancel(id)
      if (current?.id === id) current.stop.abort(new DOMException('The photo was cancelled.', 'AbortError'))
    }
  }

  function start(): void {
    // A preview of what was added now need not wait for the slow cut that is running.
    if (held === undefined && !isPaused() && glancing.isDue()) void glancing.settle()
    void run()
  }

  function cutAgain(ids: string[], own?: Model): void {
    for (const id of ids) {
      glancing.forgive(id)
      replaceJob(store, id, (job) => (canCutAgain(job) ? waiting(job, own) : job))
    }
    start()
  }

  return {
    start,
    hold(known) {
      const settled = Promise.allSettled([held, known]).then(() => {
        // Something else may have to be known since.
        if (held === settled) held = undefined
      })
      held = settled
    },
    cutAgain: (ids) => cutAgain(ids),
    cutAgainWith: (id, model) => cutAgain([id], isSameModel(model, store.getState().model) ? undefined : model),
    take: (ids) => {
      for (const id of ids)
        replaceJob(store, id, (job) =>
          job.status === 'done' ? { ...job, finished: { ...job.finished, isTaken: true } } : job,
        )
    },
    cutAllAgain() {
      const state = store.getState()
      cutAgain(state.jobs.filter((job) => isMadeOtherwise(state, job)).map((job) => job.photo.id))
    },
    cancel,
    cancelAll: () => cancel(store.getState().jobs.map((job) => job.photo.id)),
    first: (ids) => store.setState(({ urgent }) => ({ urgent: [...ids, ...urgent.filter((id) => !ids.includes(id))] })),
    pause() {
      store.setState({ isPaused: true })
      speak(store, say('news.paused'))
    },
    goOn() {
      store.setState({ isPaused: false })
      speak(store, say('news.goesOn'))
      start()
    },
  }
}

function canCutAgain(job: Job): boolean {
  if (job.status === 'waiting' || job.status === 'working') return false
  return job.status !== 'failed' || canRetry(job.reason)
}
