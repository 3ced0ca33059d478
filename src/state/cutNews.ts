import { countInWords } from '#core/figures.ts'
import { adviceOf } from '#core/reasons.ts'
import { doubtInWords } from '#core/trustWords.ts'
import { whyInWords } from '#core/ways/why.ts'
import { newId } from './id.ts'
import type { AppState } from './initialState.ts'
import { cutoutOf, type Finished, type Job } from './job.ts'
import { startedCount } from './selectors.ts'
import { type AppStore, addNotice, speak } from './store.ts'
import { openVerdict, verdictOf } from './verdict.ts'

/** Says how many of many are being cut. */
export function tellStart(store: AppStore): void {
  const state = store.getState()
  if (state.jobs.length > 1) speak(store, `Cutting ${startedCount(state)} of ${state.jobs.length}`)
}

/** Says what became of the photos, once nothing waits any more. */
export function tellEnd(store: AppStore, id: string, count: number): void {
  const state = store.getState()
  const job = state.jobs.find((other) => other.photo.id === id)
  const words = count > 1 ? endOfMany(state) : job && endOfOne(job)
  if (words !== undefined) speak(store, words)
}

function endOfMany({ jobs }: AppState): string {
  const failed = jobs.filter((job) => job.status === 'failed').length
  const open = jobs.map((job) => openVerdict(cutoutOf(job)))
  const [doubtful, empty] = (['doubtful', 'empty'] as const).map(
    (kind) => open.filter((verdict) => verdict === kind).length,
  )
  const news = [
    ...(failed ? [`${failed} of ${jobs.length} failed`] : []),
    ...(doubtful ? [`${doubtful} of ${jobs.length} ${doubtful === 1 ? 'is' : 'are'} doubtful`] : []),
    ...(empty ? [`no subject was found in ${countInWords(empty, 'photo')}`] : []),
  ]
  return news.length === 0 ? 'All photos are done' : `All photos are done, but ${news.join(', ')}`
}

function endOfOne(job: Job): string | undefined {
  const { name } = job.photo
  if (job.status === 'cancelled') return `${name}: cancelled`
  if (job.status === 'failed') return `${name}: ${adviceOf(job.reason, job.detail).what}`
  if (job.status !== 'done') return undefined
  switch (verdictOf(job.finished)) {
    case 'good':
      return `${name}: done`
    case 'doubtful':
      return `${name}: done, but doubtful. ${doubtInWords(job.finished.cut.madeWith.trust?.doubts[0])}`
    case 'empty':
      return `${name}: no subject was found`
  }
}

/** A size that was not what the person chose is told where it cannot be overlooked. */
export function tellSmaller(store: AppStore, { cut }: Finished): void {
  const smaller = cut.madeWith.why?.find((why) => why.kind === 'smaller')
  if (smaller === undefined) return
  const text = whyInWords(smaller)
  const isTold = store.getState().notices.some((notice) => notice.kind === 'info' && notice.text === text)
  if (!isTold) addNotice(store, { kind: 'info', id: newId(), text })
}
