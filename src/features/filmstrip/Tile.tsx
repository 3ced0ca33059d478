import { X } from 'lucide-react'
import { type KeyboardEvent, memo } from 'react'
import type { ChosenBackdrop } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import { cutoutOf, type Job, labelOf } from '#state/job.ts'
import { openVerdict } from '#state/verdict.ts'
import { Progress } from '#ui/Progress.tsx'
import { Badge } from './Badge.tsx'
import { statusInWords } from './statusWords.ts'
import { Thumbnail } from './Thumbnail.tsx'

/** Where a tile stands among all, of which perhaps not all are drawn; `start` in CSS pixels along the strip. */
interface TilePlace {
  index: number
  count: number
  start: number
}

interface TileProps {
  app: App
  job: Job
  /** What the cutout lies on in its file. */
  backdrop: ChosenBackdrop
  isSelected: boolean
  place: TilePlace
  onStep(event: KeyboardEvent): void
  onRemoved(): void
}

/** One photo of the filmstrip: its picture, its state, and how to get rid of it. */
export const Tile = memo(function Tile({ app, job, backdrop, isSelected, place, onStep, onRemoved }: TileProps) {
  const { photo } = job
  const label = labelOf(photo)
  const remove = () => {
    app.photos.remove([photo.id])
    onRemoved()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return onStep(event)
    event.preventDefault()
    event.stopPropagation()
    remove()
  }

  return (
    <li
      className="tile"
      // Custom properties go through the CSSOM, which a strict security policy allows.
      style={
        {
          '--start': `${place.start}px`,
          ...(backdrop.kind === 'colour' ? { '--backdrop': backdrop.colour } : {}),
        } as React.CSSProperties
      }
      aria-setsize={place.count}
      aria-posinset={place.index + 1}
      data-photo={photo.id}
      data-status={job.status}
      data-verdict={openVerdict(job.status === 'done' ? job.finished : undefined)}
      data-preview={cutoutOf(job)?.isPreview === true}
      data-name={photo.name}
    >
      <button
        type="button"
        className="tile-pick"
        data-kind={kindOf(photo.name)}
        aria-current={isSelected}
        aria-label={say('filmstrip.tile', { photo: label, status: statusInWords(job) })}
        title={label}
        tabIndex={isSelected ? 0 : -1}
        onClick={() => app.photos.select(photo.id)}
        onKeyDown={onKeyDown}
      >
        <Thumbnail app={app} photo={photo} finished={cutoutOf(job)} />
        <Badge job={job} />
      </button>
      {job.status === 'working' ? (
        <Progress
          label={say('filmstrip.tile.progress', { photo: label })}
          value={job.progress.done}
          className="tile-progress"
        />
      ) : null}
      <button
        type="button"
        className="tile-remove"
        aria-label={say('filmstrip.tile.remove', { photo: label })}
        tabIndex={isSelected ? 0 : -1}
        onClick={remove}
      >
        <X size={13} strokeWidth={2.5} aria-hidden="true" />
      </button>
    </li>
  )
}, isSame)

function isSame(before: TileProps, after: TileProps): boolean {
  return (
    before.job === after.job &&
    before.backdrop === after.backdrop &&
    before.isSelected === after.isSelected &&
    before.place.start === after.place.start &&
    before.place.index === after.place.index &&
    before.place.count === after.place.count
  )
}

/** Stands in the tile until there is a picture, and for good where there is none. */
function kindOf(name: string): string {
  return /\.(\w{1,5})$/.exec(name)?.[1] ?? ''
}
