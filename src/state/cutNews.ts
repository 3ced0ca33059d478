import { adviceOf } from '#core/reasons.ts'
import { say, spokenLanguage } from '#core/say.ts'
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
  if (state.jobs.length > 1) speak(store, say('news.cutting', { started: startedCount(state), all: state.jobs.length }))
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
    ...(failed ? [say('news.end.failed', { count: failed, all: jobs.length })] : []),
    ...(doubtful ? [say('news.end.doubtful', { count: doubtful, all: jobs.length })] : []),
    ...(empty ? [say('news.end.empty', { count: empty })] : []),
  ]
  if (news.length === 0) return say('news.end.good')
  const list = new Intl.ListFormat(spokenLanguage(), { type: 'conjunction', style: 'narrow' })
  return say('news.end.but', { news: list.format(news) })
}

function endOfOne(job: Job): string | undefined {
  const { name } = job.photo
  if (job.status === 'cancelled') return say('news.cut.cancelled', { name })
  if (job.status === 'failed') return say('news.about', { name, news: adviceOf(job.reason, job.detail).what })
  if (job.status !== 'done') return undefined
  switch (verdictOf(job.finished)) {
    case 'good':
      return say('news.cut.done', { name })
    case 'doubtful':
      return say('news.cut.doubtful', { name, doubt: doubtInWords(job.finished.cut.madeWith.trust?.doubts[0]) })
    case 'empty':
      return say('news.cut.empty', { name })
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
