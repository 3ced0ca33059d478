import { Check, CircleDashed, RotateCcw, TriangleAlert } from 'lucide-react'
import { percentInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import { cutoutOf, type Job } from '#state/job.ts'
import { openVerdict, verdictOf } from '#state/verdict.ts'

/** A photo's state in the corner of its tile: a tick only where the cutout can be trusted, or a person has taken it. */
export function Badge({ job }: { job: Job }) {
  switch (job.status) {
    case 'waiting':
      return (
        <span className="badge">
          {say(cutoutOf(job)?.isPreview === true ? 'filmstrip.badge.preview' : 'filmstrip.badge.next')}
        </span>
      )
    case 'working':
      return <span className="badge figures">{percentInWords(job.progress.done)}</span>
    case 'done':
      return <Done finished={job.finished} />
    case 'failed':
      return (
        <span className="badge badge-bad">
          <TriangleAlert size={12} strokeWidth={2.5} />
        </span>
      )
    case 'cancelled':
      return (
        <span className="badge">
          <RotateCcw size={12} strokeWidth={2.5} />
        </span>
      )
  }
}

function Done({ finished }: Pick<Extract<Job, { status: 'done' }>, 'finished'>) {
  if (verdictOf(finished) === 'empty') {
    return (
      <span className="badge badge-empty">
        <CircleDashed size={13} strokeWidth={2.5} />
      </span>
    )
  }
  if (openVerdict(finished) === 'doubtful') {
    return (
      <span className="badge badge-doubtful">
        <TriangleAlert size={12} strokeWidth={2.5} />
      </span>
    )
  }
  return (
    <span className="badge badge-ok">
      <Check size={12} strokeWidth={3} />
    </span>
  )
}
