import type { Logger } from 'pino'
import type { TaskEnd } from '#core/tasks/done.ts'
import { codeOf } from '../errors.ts'
import type { Metrics } from '../metrics.ts'
import type { Vault } from '../vault.ts'
import { addLog, type Job } from './job.ts'
import type { Journal } from './journal.ts'

export interface Books {
  vault: Vault
  journal: Journal
  metrics: Metrics
  log: Logger
}

/** Writes the end of a task wherever it is told: in its record, on disk, in log and figures. A disk that does not take it loses only the copy there. */
export async function recordEnd(job: Job, end: TaskEnd, { vault, journal, metrics, log }: Books): Promise<void> {
  const at = Date.now()
  job.state = end.ok
    ? { status: 'done', at, done: end.value }
    : { status: 'failed', at, undone: { reason: end.reason, message: end.message } }
  if (end.ok) for (const file of end.value.files) vault.describe(file.id, file)
  if (end.ok) for (const remark of end.value.remarks) addLog(job, remark, 'WARN')
  addLog(job, end.ok ? 'Done.' : end.message, end.ok ? 'INFO' : 'ERROR')
  const outcome = end.ok ? 'done' : end.reason
  metrics.ended.inc({ dialect: job.dialect, outcome })
  if (end.ok) metrics.engineSeconds.observe(end.value.engineMs / 1000)
  const ran = end.ok ? { engineMs: end.value.engineMs, model: end.value.model.id } : {}
  log.info({ task: job.id, dialect: job.dialect, outcome, ms: at - job.acceptedAt, ...ran }, 'task ended')
  try {
    await journal.write(job)
  } catch (error) {
    log.error({ code: codeOf(error), task: job.id }, 'the end of a task could not be written to disk')
  }
}
