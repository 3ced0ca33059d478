import type { Outbox } from '#core/ports.ts'
import { adviceOf } from '#core/reasons.ts'
import { type ReportRow, reportAsCsv, reportAsJson } from '#core/report.ts'
import { say } from '#core/say.ts'
import { doubtInWords } from '#core/trustWords.ts'
import type { AppState } from './initialState.ts'
import { cutoutOf, type Job } from './job.ts'
import { isEdited } from './overview.ts'
import { type AppStore, speak } from './store.ts'
import { verdictOf } from './verdict.ts'

export interface ReportActions {
  /** Downloads what became of all photos as a table. */
  download(format: 'csv' | 'json'): void
}

export function createReporting(store: AppStore, outbox: Outbox): ReportActions {
  return {
    download(format) {
      const rows = reportRows(store.getState())
      const text = format === 'csv' ? reportAsCsv(rows) : reportAsJson(rows)
      const type = format === 'csv' ? 'text/csv' : 'application/json'
      const name = `clearcut-report.${format}`
      outbox.save(new Blob([text], { type }), name)
      speak(store, say('news.save.downloaded', { name }))
    },
  }
}

function reportRows(state: AppState): ReportRow[] {
  return state.jobs.map((job) => rowOf(state, job))
}

function rowOf(state: AppState, job: Job): ReportRow {
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
    why: whyOf(job),
    model: cut?.madeWith.model.name ?? '',
    width: cut?.size.width ?? '',
    height: cut?.size.height ?? '',
    seconds: cut === undefined ? '' : rounded(cut.madeWith.totalMs / 1000),
    edited: isEdited(state, photo.id),
  }
}

function whyOf(job: Job): string {
  if (job.status === 'failed') return adviceOf(job.reason, job.detail).what
  const doubts = cutoutOf(job)?.cut.madeWith.trust?.doubts ?? []
  return doubts.map((doubt) => doubtInWords(doubt)).join(' ')
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
