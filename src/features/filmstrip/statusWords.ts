import { percentInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import { cutoutOf, type Job } from '#state/job.ts'
import { openVerdict, verdictOf } from '#state/verdict.ts'

/** How far a photo has come, for those who do not see its tile. */
export function statusInWords(job: Job): string {
  const isPreview = cutoutOf(job)?.isPreview === true
  switch (job.status) {
    case 'working': {
      const percent = percentInWords(job.progress.done)
      return say(isPreview ? 'filmstrip.status.workingAfterPreview' : 'filmstrip.status.working', { percent })
    }
    case 'waiting':
      if (job.glance !== undefined) return say('filmstrip.status.glance')
      return say(isPreview ? 'filmstrip.status.nextAfterPreview' : 'filmstrip.status.next')
    case 'done':
      if (verdictOf(job.finished) === 'empty') return say('filmstrip.status.empty')
      return say(openVerdict(job.finished) === 'doubtful' ? 'filmstrip.status.doubtful' : 'filmstrip.status.done')
    default:
      return say(`filmstrip.status.${job.status}`)
  }
}
