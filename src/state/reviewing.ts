import { say } from '#core/say.ts'
import type { AppState } from './initialState.ts'
import type { Job } from './job.ts'
import { scoreOf } from './overview.ts'
import { type AppStore, speak } from './store.ts'
import { openVerdict } from './verdict.ts'

export interface ReviewActions {
  /** Shows the most doubtful photo, and after each that is settled the next. */
  start(): void
  /** Shows the next doubtful photo, without settling this one; after the last the first. */
  next(): void
  /** Takes the photo as it is, and shows the next one that is doubtful while photos are reviewed. */
  take(id: string): void
}

/** The doubtful and empty cutouts that a person has still to look at, the most doubtful first. */
function reviewed(jobs: readonly Job[]): Job[] {
  return jobs.filter(isOpen).sort((one, other) => scoreOf(one) - scoreOf(other))
}

/** How many photos a person has still to look at. */
export function reviewedCount({ jobs }: Pick<AppState, 'jobs'>): number {
  return jobs.filter(isOpen).length
}

function isOpen(job: Job): boolean {
  return job.status === 'done' && openVerdict(job.finished) !== undefined
}

export function createReviewing(store: AppStore, cutting: { take(ids: string[]): void }): ReviewActions {
  const show = (job: Job | undefined) => {
    if (job !== undefined) store.setState({ selectedId: job.photo.id })
  }

  function start(): void {
    const queue = reviewed(store.getState().jobs)
    if (queue.length === 0) return
    store.setState({ isReviewing: true, isOverview: false })
    show(queue[0])
    speak(store, say('news.review.begun', { count: queue.length }))
  }

  function next(): void {
    const { jobs, selectedId } = store.getState()
    const queue = reviewed(jobs)
    const index = queue.findIndex(({ photo }) => photo.id === selectedId)
    show(queue[(index + 1) % queue.length])
  }

  function take(id: string): void {
    const queue = reviewed(store.getState().jobs)
    const index = queue.findIndex(({ photo }) => photo.id === id)
    cutting.take([id])
    if (!store.getState().isReviewing || index < 0) return
    const rest = queue.filter(({ photo }) => photo.id !== id)
    show(rest[index % rest.length])
    if (rest.length > 0) return
    store.setState({ isReviewing: false })
    speak(store, say('news.review.ended'))
  }

  return { start, next, take }
}
