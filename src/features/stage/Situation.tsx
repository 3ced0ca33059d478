import { LoaderCircle, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { percentInWords, remainingInWords } from '#core/figures.ts'
import { adviceOf, canRetry } from '#core/reasons.ts'
import { say } from '#core/say.ts'
import { stageInWords } from '#core/words.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { cutoutOf, type Job } from '#state/job.ts'
import { Button } from '#ui/Button.tsx'
import { Progress } from '#ui/Progress.tsx'
import type { Looking } from './useView.ts'

interface SituationProps {
  app: App
  job: Job
  looking: Looking
}

const isPausedOf = (state: AppState) => state.isPaused

/** What is going on with the selected photo, and what can be done about it. */
export function Situation({ app, job, looking }: SituationProps) {
  switch (job.status) {
    case 'waiting':
      return <Waiting app={app} job={job} />
    case 'working':
      return (
        <Pill app={app} job={job}>
          <LoaderCircle className="turning" size={16} aria-hidden="true" />
          <PreviewTag job={job} />
          <span className="pill-stage">{stageInWords(job.progress.stage)}</span>
          {job.progress.secondsLeft === undefined ? null : (
            <span className="pill-left">{leftInWords(job.progress.secondsLeft)}</span>
          )}
          <span className="figures pill-figure">{percentInWords(job.progress.done)}</span>
          <Progress
            label={say('stage.working', { name: job.photo.name })}
            value={job.progress.done}
            className="pill-progress"
          />
        </Pill>
      )
    case 'failed':
      return <Failed app={app} job={job} />
    case 'cancelled':
      return <Cancelled app={app} job={job} />
    case 'done':
      return looking.status === 'none' ? <Unseen app={app} job={job} looking={looking} /> : null
  }
}

function Waiting({ app, job }: { app: App; job: Extract<Job, { status: 'waiting' }> }) {
  const { glance, last } = job
  const isPaused = useStore(app.store, isPausedOf)
  if (isPaused && glance === undefined) {
    return (
      <Pill app={app} job={job}>
        <PreviewTag job={job} />
        <span className="pill-text">{say('stage.paused')}</span>
        <Button look="plain" onClick={app.cutting.goOn}>
          {say('stage.paused.goOn')}
        </Button>
      </Pill>
    )
  }
  if (glance === undefined) {
    return (
      <Pill app={app} job={job}>
        <PreviewTag job={job} />
        <span className="pill-text">{say(last?.isPreview ? 'stage.waiting.finer' : 'stage.waiting')}</span>
      </Pill>
    )
  }
  return (
    <Pill app={app} job={job}>
      <LoaderCircle className="turning" size={16} aria-hidden="true" />
      <span className="pill-text">{say('stage.preview.making')}</span>
      <Progress
        label={say('stage.preview.named', { name: job.photo.name })}
        value={glance.done}
        className="pill-progress"
      />
    </Pill>
  )
}

/** Marks what is seen as a preview, for as long as the finer cutout is on its way. */
function PreviewTag({ job }: { job: Job }) {
  return cutoutOf(job)?.isPreview === true ? (
    <b className="pill-tag" data-testid="preview">
      {say('stage.preview')}
    </b>
  ) : null
}

function leftInWords(seconds: number): string {
  return seconds < 5 ? say('stage.left.few') : say('stage.left', { time: remainingInWords(seconds) })
}

function Pill({ app, job, children }: { app: App; job: Job; children: ReactNode }) {
  return (
    <div className="pill" data-testid="progress">
      {children}
      <Button
        look="plain"
        className="pill-cancel"
        aria-label={say('stage.cancel.named', { name: job.photo.name })}
        icon={<X />}
        onClick={() => app.cutting.cancel([job.photo.id])}
      >
        {say('stage.cancel')}
      </Button>
    </div>
  )
}

function Failed({ app, job }: { app: App; job: Extract<Job, { status: 'failed' }> }) {
  const { what, next } = adviceOf(job.reason, job.detail)
  return (
    <section className="card" aria-label={say('stage.failed', { name: job.photo.name })} data-reason={job.reason}>
      <TriangleAlert className="card-icon" size={28} strokeWidth={1.6} aria-hidden="true" />
      <p className="card-name">{job.photo.name}</p>
      <h2>{what}</h2>
      <p>{next}</p>
      <Actions app={app} job={job} again={canRetry(job.reason) ? 'retry' : undefined} />
      {job.detail === undefined ? null : (
        <details>
          <summary>{say('stage.failed.details')}</summary>
          <code>{job.detail}</code>
        </details>
      )}
    </section>
  )
}

function Cancelled({ app, job }: { app: App; job: Job }) {
  return (
    <section className="card card-low" aria-label={say('stage.cancelled.named', { name: job.photo.name })}>
      <h2>{say('stage.cancelled')}</h2>
      <Actions app={app} job={job} again="cutOut" />
    </section>
  )
}

function Unseen({ app, job, looking }: { app: App; job: Job; looking: Extract<Looking, { status: 'none' }> }) {
  const { what, next } = adviceOf(looking.reason)
  return (
    <section className="card" aria-label={say('stage.unseen', { name: job.photo.name })}>
      <h2>{what}</h2>
      <p>{next}</p>
      <Actions app={app} job={job} again={canRetry(looking.reason) ? 'cutAgain' : undefined} />
    </section>
  )
}

type Again = 'retry' | 'cutOut' | 'cutAgain'

/** @param again what trying once more is called; left out where it cannot help */
function Actions({ app, job, again }: { app: App; job: Job; again: Again | undefined }) {
  const { id, name } = job.photo
  const ids = [id]
  return (
    <div className="card-actions">
      {again === undefined ? null : (
        <Button
          look="primary"
          aria-label={say(`stage.again.${again}.named`, { name })}
          onClick={() => app.cutting.cutAgain(ids)}
        >
          {say(`stage.again.${again}`)}
        </Button>
      )}
      <Button aria-label={say('stage.remove.named', { name })} onClick={() => app.photos.remove(ids)}>
        {say('stage.remove')}
      </Button>
    </div>
  )
}
