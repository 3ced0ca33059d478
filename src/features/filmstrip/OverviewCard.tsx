import { GridListItem } from 'react-aria-components'
import { useStore } from 'zustand'
import { durationInWords } from '#core/figures.ts'
import { modelInWords } from '#core/modelWords.ts'
import { say, spokenLanguage } from '#core/say.ts'
import type { App } from '#state/app.ts'
import { cutoutOf, type Job, labelOf, type Photo } from '#state/job.ts'
import { openVerdict } from '#state/verdict.ts'
import { Badge } from './Badge.tsx'
import { statusInWords } from './statusWords.ts'
import { Thumbnail } from './Thumbnail.tsx'

/** One photo among all: its picture, its name, and how it was cut. */
export function OverviewCard({ app, photo }: { app: App; photo: Photo }) {
  const job = useStore(app.store, ({ jobs }) => jobs.find((other) => other.photo.id === photo.id))
  if (job === undefined) return null
  const finished = cutoutOf(job)
  return (
    <GridListItem
      id={photo.id}
      className="overview-card"
      textValue={say('filmstrip.tile', { photo: labelOf(photo), status: statusInWords(job) })}
      data-name={photo.name}
      data-status={job.status}
      data-verdict={openVerdict(finished)}
    >
      <div className="overview-picture">
        <Thumbnail app={app} photo={photo} finished={finished} />
        <Badge job={job} />
      </div>
      <bdi className="overview-name" translate="no" title={labelOf(photo)}>
        {photo.name}
      </bdi>
      <span className="overview-facts">{factsOf(job)}</span>
    </GridListItem>
  )
}

function factsOf(job: Job): string {
  const finished = cutoutOf(job)
  if (job.status !== 'done' || finished === undefined) return capital(statusInWords(job))
  const { model, totalMs } = finished.cut.madeWith
  return `${modelInWords(model)} · ${durationInWords(totalMs)}`
}

function capital(words: string): string {
  return words.slice(0, 1).toLocaleUpperCase(spokenLanguage()) + words.slice(1)
}
