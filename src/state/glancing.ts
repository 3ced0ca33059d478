import { builtInModels } from '#core/models.ts'
import type { Engine } from '#core/ports.ts'
import type { Progress } from '#core/progress.ts'
import { canRetry } from '#core/reasons.ts'
import { say } from '#core/say.ts'
import { isFiner, type Job, type Photo } from './job.ts'
import { modelFor, selectedJob } from './selectors.ts'
import { type AppStore, replaceJob, speak } from './store.ts'

export interface Glancing {
  /** Does a photo wait for a finer model without a preview? */
  isDue(): boolean
  /** Makes previews of all photos that wait for one, the one that is looked at first; resolves when none is due any more. */
  settle(): Promise<void>
  /** Stops the preview of this photo, if it is being made. */
  cancel(id: string): void
  /** Lets a photo be looked at again whose preview failed. */
  forgive(id: string): void
}

const [quick] = builtInModels

/** Previews by the built-in network, made before and beside the slow cuts of a finer model, so that there is something to see within seconds. */
export function createGlancing(store: AppStore, engine: Engine): Glancing {
  /** The finer model will tell what is wrong with these, or manage. */
  const failed = new Set<string>()
  let current: { id: string; stop: AbortController } | undefined
  let running: Promise<void> | undefined

  function next(): Job | undefined {
    const state = store.getState()
    const isDue = (job: Job | undefined): job is Job =>
      job?.status === 'waiting' && job.last === undefined && !failed.has(job.photo.id) && isFiner(modelFor(state, job))
    const selected = selectedJob(state)
    return isDue(selected) ? selected : state.jobs.find(isDue)
  }

  async function run(): Promise<void> {
    let made = 0
    let last: Photo | undefined
    for (let job = next(); job !== undefined && !store.getState().isPaused; job = next()) {
      last = job.photo
      if (await glance(job.photo)) made += 1
    }
    if (made === 1 && last !== undefined) speak(store, say('news.preview.thereOne', { name: last.name }))
    if (made > 1) speak(store, say('news.preview.there', { count: made }))
  }

  /** Makes one preview; tells whether there is one now. */
  async function glance(photo: Photo): Promise<boolean> {
    const stop = new AbortController()
    current = { id: photo.id, stop }
    const isRunning = () => current?.stop === stop && !stop.signal.aborted
    const show = (progress: Progress) =>
      replaceJob(store, photo.id, (job) =>
        isRunning() && job.status === 'waiting' ? { ...job, glance: progress } : job,
      )
    show({ stage: 'load', done: 0 })
    try {
      const options = { signal: stop.signal, onStart() {}, onProgress: show }
      const outcome = await engine.cut({ file: photo.file, model: quick }, options)
      if (outcome.ok) return keep(photo.id, { cut: outcome.value, model: quick, isPreview: true })
      failed.add(photo.id)
      if (!canRetry(outcome.reason)) refuse(photo.id, outcome)
    } catch {
      if (!stop.signal.aborted) failed.add(photo.id)
    } finally {
      current = undefined
      replaceJob(store, photo.id, withoutGlance)
    }
    return false
  }

  function keep(id: string, preview: NonNullable<Extract<Job, { status: 'waiting' }>['last']>): boolean {
    let isKept = false
    replaceJob(store, id, (job) => {
      if (job.status !== 'waiting' || job.last !== undefined) return job
      isKept = true
      return { ...job, last: preview }
    })
    if (!isKept) preview.cut.thumbnail.close()
    return isKept
  }

  /** What lies in the file itself no model can mend. */
  function refuse(id: string, { reason, detail }: Pick<Extract<Job, { status: 'failed' }>, 'reason' | 'detail'>): void {
    replaceJob(store, id, (job) => {
      if (job.status !== 'waiting') return job
      return { status: 'failed', photo: job.photo, reason, ...(detail === undefined ? {} : { detail }) }
    })
  }

  return {
    isDue: () => next() !== undefined,
    settle() {
      running ??= run().finally(() => {
        running = undefined
      })
      return running
    },
    cancel(id) {
      if (current?.id === id) current.stop.abort(new DOMException('The preview was cancelled.', 'AbortError'))
    },
    forgive: (id) => void failed.delete(id),
  }
}

function withoutGlance(job: Job): Job {
  if (job.status !== 'waiting' || job.glance === undefined) return job
  const { glance: _, ...rest } = job
  return rest
}
