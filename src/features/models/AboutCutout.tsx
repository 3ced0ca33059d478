import { useStore } from 'zustand'
import type { CutStage, MadeWith, WriteStage } from '#core/contract.ts'
import { bytesInWords, durationInWords, sizeInWords } from '#core/figures.ts'
import { ranOnInWords } from '#core/ways/ranOn.ts'
import { whyInWords } from '#core/ways/why.ts'
import { noteWords } from '#core/words.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import type { Finished } from '#state/job.ts'
import { selectedJob } from '#state/selectors.ts'
import { Button } from '#ui/Button.tsx'
import { useModels } from './useModels.ts'

const writtenOf = (state: AppState) => state.written

/** What made the cutout that is shown: model, reason, machine and time. */
export function AboutCutout({ app, finished }: { app: App; finished: Finished }) {
  const { madeWith, notes, size } = finished.cut
  const job = useStore(app.store, selectedJob)
  const written = useStore(app.store, writtenOf)
  return (
    <section className="about" aria-labelledby="about-title" data-testid="about-cutout">
      <h2 id="about-title" className="label">
        About this cutout
      </h2>
      {madeWith.auto?.sure === false ? (
        <div className="about-unsure" data-testid="unsure">
          <p>Neither built-in way fits this photo well. This is the better of the two.</p>
          {job === undefined ? null : <Alternatives app={app} id={job.photo.id} madeWith={madeWith} />}
        </div>
      ) : null}
      {notes.map((note) => (
        <p key={note} className="about-note" data-note={note}>
          {noteWords[note]}
        </p>
      ))}
      <dl className="facts">
        <dt>Model</dt>
        <dd>
          <span data-field="model" data-id={madeWith.model.id}>
            {madeWith.model.name}
          </span>
          {madeWith.auto === undefined ? null : (
            <small data-field="auto" data-sure={madeWith.auto.sure}>
              {madeWith.auto.sure ? autoWords[madeWith.auto.choice] : 'Auto took it: the better of the two'}
            </small>
          )}
        </dd>
        <dt>Ran on</dt>
        <dd
          data-field="backend"
          data-backend={madeWith.backend}
          data-threads={madeWith.threads}
          data-precision={madeWith.precision}
        >
          {ranOnInWords(madeWith)}
        </dd>
        <WhySo madeWith={madeWith} />
        {madeWith.tier === undefined ? null : (
          <>
            <dt>Network input</dt>
            <dd data-field="tier">{sizeInWords(madeWith.tier)}</dd>
          </>
        )}
        <dt>Photo</dt>
        <dd data-field="size">{sizeInWords(size)}</dd>
        {stages.map(([stage, name]) => (
          <Row key={stage} name={name} field={`ms-${stage}`} ms={madeWith.stageMs[stage]} />
        ))}
        <Row name="Total" field="ms-total" ms={madeWith.totalMs} />
        {written === undefined || written.photoId !== job?.photo.id
          ? null
          : writeStages.map(([stage, name]) => (
              <Row key={stage} name={name} field={`ms-${stage}`} ms={written.stageMs[stage]} />
            ))}
        {madeWith.heapBytes === 0 ? null : (
          <>
            <dt>Memory</dt>
            <dd data-field="heap" data-bytes={madeWith.heapBytes}>
              {bytesInWords(madeWith.heapBytes)}
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Row({ name, field, ms }: { name: string; field: string; ms: number }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="figures" data-field={field} data-ms={ms}>
        {durationInWords(ms)}
      </dd>
    </>
  )
}

/** The built-in way that was not taken, and the person's own models. */
function Alternatives({ app, id, madeWith }: { app: App; id: string; madeWith: MadeWith }) {
  const others = useModels(app).filter((model) => model.kind !== 'auto')
  return (
    <div className="about-others">
      {others
        .filter((model) => model.id !== madeWith.model.id)
        .map((model) => (
          <Button
            key={model.id}
            onClick={() => {
              app.models.choose(model)
              app.cutting.cutAgain([id])
            }}
          >
            {`Cut again with ${model.name}`}
          </Button>
        ))}
    </div>
  )
}

/** Why it ran so and not better. */
function WhySo({ madeWith: { why = [] } }: { madeWith: MadeWith }) {
  if (why.length === 0) return null
  return (
    <>
      <dt className="unseen">Because</dt>
      <dd className="about-why" data-field="why">
        <ul>
          {why.map(whyInWords).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </dd>
    </>
  )
}

const autoWords = {
  keyer: 'Auto chose it: the backdrop is plain',
  instant: 'Auto chose it: the backdrop is not plain',
} as const

const stages: readonly (readonly [CutStage, string])[] = [
  ['decode', 'Open'],
  ['load', 'Load'],
  ['prepare', 'Prepare'],
  ['run', 'Run'],
  ['upsample', 'Follow the edges'],
  ['finish', 'Finish'],
]

const writeStages: readonly (readonly [WriteStage, string])[] = [
  ['open', 'File: open'],
  ['edges', 'File: edges'],
  ['colours', 'File: clean colours'],
  ['encode', 'File: write'],
]
