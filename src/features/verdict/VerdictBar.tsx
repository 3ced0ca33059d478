import { ArrowRight, Brush, ChevronDown, CircleDashed, TriangleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { modelInWords } from '#core/modelWords.ts'
import { say } from '#core/say.ts'
import { doubtInWords } from '#core/trustWords.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import type { Finished, Photo } from '#state/job.ts'
import { reviewedCount } from '#state/reviewing.ts'
import { selectedJob } from '#state/selectors.ts'
import { openVerdict } from '#state/verdict.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { useKeys } from '#ui/useKeys.ts'
import { useWaysOn, type WayOn } from './waysOn.ts'
import './verdict.css'

const hasKeysOf = (state: AppState) => state.hasLetterKeys

const isBrushingOf = (state: AppState) => state.isBrushing

/**
 * Over the picture of a doubtful or empty cutout: what is likely wrong, and the ways on. Nothing where the cutout can be trusted, was taken as it is, or is being
 * corrected by hand.
 */
export function VerdictBar({ app, onBrush }: { app: App; onBrush(): void }) {
  const job = useStore(app.store, selectedJob)
  const isBrushing = useStore(app.store, isBrushingOf)
  if (job?.status !== 'done' || isBrushing || openVerdict(job.finished) === undefined) return null
  return <Bar key={job.photo.id} app={app} photo={job.photo} finished={job.finished} onBrush={onBrush} />
}

interface BarProps {
  app: App
  photo: Photo
  finished: Finished
  onBrush(): void
}

function Bar({ app, photo, finished, onBrush }: BarProps) {
  const verdict = openVerdict(finished)
  const ways = useWaysOn(app, finished)
  const [title, more] = [useId(), useId()]
  // Only where the picture is small is there anything to open; elsewhere all is shown.
  const [isOpen, setOpen] = useState(false)
  const isEmpty = verdict === 'empty'
  const others = useStore(app.store, reviewedCount) - 1
  const take = () => app.reviewing.take(photo.id)
  const next = () => {
    app.store.setState({ isReviewing: true })
    app.reviewing.next()
  }
  const finer = ways.find((way) => way.kind === 'cut')
  useKeys(
    {
      t: take,
      ...(others > 0 ? { n: next } : {}),
      ...(finer === undefined ? {} : { l: () => app.cutting.cutAgainWith(photo.id, finer.model) }),
    },
    useStore(app.store, hasKeysOf),
  )
  const Icon = isEmpty ? CircleDashed : TriangleAlert
  return (
    <section
      className="verdict"
      data-verdict={verdict}
      data-open={isOpen}
      aria-labelledby={title}
      data-testid="verdict"
    >
      <Icon className="verdict-icon" size={20} strokeWidth={1.9} aria-hidden="true" />
      <div className="verdict-words">
        <h2 id={title}>{say(isEmpty ? 'verdict.empty' : 'verdict.doubtful')}</h2>
        <p id={more}>{isEmpty ? emptyWords(ways) : doubtsInWords(finished)}</p>
      </div>
      <IconButton
        className="verdict-more"
        label={say(isOpen ? 'verdict.less' : 'verdict.more')}
        tip="none"
        aria-expanded={isOpen}
        aria-controls={more}
        icon={<ChevronDown />}
        onClick={() => setOpen(!isOpen)}
      />
      <div className="verdict-ways">
        {ways.map((way) => (
          <Way key={way.kind === 'cut' ? way.model.id : way.entryId} app={app} photo={photo} way={way} />
        ))}
        <Button className="verdict-way" title={say('verdict.byHand.title')} icon={<Brush />} onClick={onBrush}>
          {say('verdict.byHand')}
        </Button>
        <Button
          look="plain"
          aria-label={say('verdict.leave.named', { name: photo.name })}
          title={say('verdict.leave.title')}
          onClick={take}
        >
          {say('verdict.leave')}
        </Button>
        {others === 0 ? null : (
          <Button
            look="plain"
            aria-label={say('verdict.next.named', { count: others })}
            title={say('verdict.next.title')}
            icon={<ArrowRight className="mirrors" />}
            onClick={next}
          >
            {say('verdict.next', { count: others })}
          </Button>
        )}
      </div>
    </section>
  )
}

function Way({ app, photo, way }: { app: App; photo: Photo; way: WayOn }) {
  const name =
    way.kind === 'cut'
      ? say('verdict.cutAgain', { model: modelInWords(way.model) })
      : say('verdict.get', { model: way.name })
  const act = () => (way.kind === 'cut' ? app.cutting.cutAgainWith(photo.id, way.model) : app.shelf.ask(way.entryId))
  return (
    <Button className="verdict-way" data-way={way.kind} onClick={act}>
      <span>{name}</span>
      {way.cost === undefined ? null : <small>{way.cost}</small>}
    </Button>
  )
}

function emptyWords(ways: readonly WayOn[]): string {
  return say(ways.length === 0 ? 'verdict.empty.noWays' : 'verdict.empty.ways')
}

/** The two likeliest doubts: more would not be read. */
function doubtsInWords({ cut }: Finished): string {
  const doubts = cut.madeWith.trust?.doubts ?? []
  return doubts.length === 0 ? doubtInWords(undefined) : doubts.slice(0, 2).map(doubtInWords).join(' ')
}
