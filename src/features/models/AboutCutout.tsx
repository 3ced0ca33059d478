import { useStore } from 'zustand'
import type { MadeWith } from '#core/cut.ts'
import { bytesInWords, durationInWords, percentInWords, sizeInWords } from '#core/figures.ts'
import type { CutStage, WriteStage } from '#core/progress.ts'
import { ranOnInWords } from '#core/ways/ranOn.ts'
import { whyInWords } from '#core/ways/why.ts'
import { noteWords } from '#core/words.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import type { Finished } from '#state/job.ts'
import { selectedJob } from '#state/selectors.ts'

const writtenOf = (state: AppState) => state.written

/** What made the cutout that is shown: model and reason, and behind them machine and times. */
export function AboutCutout({ app, finished }: { app: App; finished: Finished }) {
  const { madeWith, notes, size } = finished.cut
  const job = useStore(app.store, selectedJob)
  const written = useStore(app.store, writtenOf)
  return (
    <section className="about" aria-labelledby="about-title" data-testid="about-cutout">
      <h2 id="about-title" className="label">
        About this cutout
      </h2>
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
        <dt>Photo</dt>
        <dd data-field="size">{sizeInWords(size)}</dd>
      </dl>
      <details className="about-details">
        <summary>Details</summary>
        <dl className="facts">
          <Trusted trust={madeWith.trust} />
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
          {madeWith.look === undefined ? null : (
            <>
              <dt>It saw</dt>
              <dd data-field="look" data-kind={madeWith.look.kind}>
                {lookInWords(madeWith.look)}
              </dd>
            </>
          )}
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
      </details>
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

/** How sure Clearcut is of the mask, as a figure: what is likely wrong stands over the picture. */
function Trusted({ trust }: { trust: MadeWith['trust'] | undefined }) {
  if (trust === undefined || trust.verdict === 'empty') return null
  return (
    <>
      <dt>How sure it is</dt>
      <dd className="figures" data-field="trust" data-verdict={trust.verdict} data-score={trust.score}>
        {percentInWords(trust.score)}
      </dd>
    </>
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

/** Which part of the photo the network saw. */
function lookInWords({ kind, box }: NonNullable<MadeWith['look']>): string {
  const share = percentInWords(box.width * box.height)
  return kind === 'subject-box'
    ? `The subject's part alone, ${share} of the photo; the rest is left out`
    : `The whole photo, then the subject's part (${share}) once more`
}

const autoWords = {
  keyer: 'Auto chose it: the backdrop is plain',
  nano: 'Auto chose it: the backdrop is not plain',
  joined: 'Auto found the subject with it, and its edge by the plain backdrop',
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
  ['compose', 'File: compose'],
  ['encode', 'File: write'],
]
