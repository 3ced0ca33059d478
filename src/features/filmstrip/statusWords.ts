import { percentInWords } from '#core/figures.ts'
import { cutoutOf, type Job } from '#state/job.ts'
import { openVerdict, verdictOf } from '#state/verdict.ts'

/** How far a photo has come, for those who do not see its tile. */
export function statusInWords(job: Job): string {
  const preview = cutoutOf(job)?.isPreview === true ? 'preview, ' : ''
  if (job.status === 'working') return `${preview}being cut, ${percentInWords(job.progress.done)}`
  if (job.status === 'waiting') return job.glance === undefined ? `${preview}next in line` : 'a preview is being made'
  if (job.status !== 'done') return job.status
  if (verdictOf(job.finished) === 'empty') return 'no subject found'
  return openVerdict(job.finished) === 'doubtful' ? 'done, doubtful' : 'done'
}
