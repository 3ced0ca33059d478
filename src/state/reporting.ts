import type { Outbox } from '#core/ports.ts'
import { type ReportRow, reportAsCsv, reportAsJson } from '#core/report.ts'
import { say } from '#core/say.ts'
import type { AppState } from './initialState.ts'
import { cutoutOf, type Job } from './job.ts'
import { isEdited } from './overview.ts'
import { type AppStore, speak } from './store.ts'
import { verdictOf } from './verdict.ts'

type English = typeof import('#core/plainEnglish.ts')

export interface ReportActions {
  /** Downloads what became of all photos as a table. */
  download(format: 'csv' | 'json'): Promise<void>
}

export function createReporting(store: AppStore, outbox: Outbox): ReportActions {
  return {
    async download(format) {
      // A table is for programs, too, and the same in every language; the English words come when one is wanted.
      const english = await import('#core/plainEnglish.ts')
      const rows = reportRows(store.getState(), english)
      const text = format === 'csv' ? reportAsCsv(rows) : reportAsJson(rows)
      const type = format === 'csv' ? 'text/csv' : 'application/json'
      const name = `clearcut-report.${format}`
      outbox.save(new Blob([text], { type }), name)
      speak(store, say('news.save.downloaded', { name }))
    },
  }
}

function reportRows(state: AppState, english: English): ReportRow[] {
  return state.jobs.map((job) => rowOf(state, job, english))
}

function rowOf(state: AppState, job: Job, english: English): ReportRow {
  const { photo } = job
  const finished = cutoutOf(job)
  const cut = finished?.cut
  const trust = cut?.madeWith.trust
  return {
    folder: photo.folder ?? '',
    name: photo.name,
    state: job.status,
    verdict: finished === undefined ? '' : verdictOf(finished),
    score: trust === undefined ? '' : rounded(trust.score),
    why: whyOf(job, english),
    model: cut?.madeWith.model.name ?? '',
    width: cut?.size.width ?? '',
    height: cut?.size.height ?? '',
    seconds: cut === undefined ? '' : rounded(cut.madeWith.totalMs / 1000),
    edited: isEdited(state, photo.id),
  }
}

function whyOf(job: Job, { adviceInEnglish, doubtInEnglish }: English): string {
  if (job.status === 'failed') return adviceInEnglish(job.reason, job.detail).what
  const doubts = cutoutOf(job)?.cut.madeWith.trust?.doubts ?? []
  return doubts.map(doubtInEnglish).join(' ')
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
