import { useStore } from 'zustand'
import type { MadeWith } from '#core/cut.ts'
import { bytesInWords, durationInWords, percentInWords, sizeInWords } from '#core/figures.ts'
import { modelInWords } from '#core/modelWords.ts'
import type { CutStage, WriteStage } from '#core/progress.ts'
import { say } from '#core/say.ts'
import { ranOnInWords } from '#core/ways/ranOn.ts'
import { whyInWords } from '#core/ways/why.ts'
import { noteInWords } from '#core/words.ts'
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
        {say('models.about')}
      </h2>
      {notes.map((note) => (
        <p key={note} className="about-note" data-note={note}>
          {noteInWords(note)}
        </p>
      ))}
      <dl className="facts">
        <dt>{say('models.title')}</dt>
        <dd>
          <span data-field="model" data-id={madeWith.model.id}>
            {modelInWords(madeWith.model)}
          </span>
          {madeWith.auto === undefined ? null : (
            <small data-field="auto" data-sure={madeWith.auto.sure}>
              {say(madeWith.auto.sure ? `models.auto.${madeWith.auto.choice}` : 'models.auto.unsure')}
            </small>
          )}
        </dd>
        <dt>{say('models.about.photo')}</dt>
        <dd data-field="size">{sizeInWords(size)}</dd>
      </dl>
      <details className="about-details">
        <summary>{say('models.details')}</summary>
        <dl className="facts">
          <Trusted trust={madeWith.trust} />
          <dt>{say('models.about.ranOn')}</dt>
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
              <dt>{say('models.about.input')}</dt>
              <dd data-field="tier">{sizeInWords(madeWith.tier)}</dd>
            </>
          )}
          {madeWith.look === undefined ? null : (
            <>
              <dt>{say('models.about.saw')}</dt>
              <dd data-field="look" data-kind={madeWith.look.kind}>
                {lookInWords(madeWith.look)}
              </dd>
            </>
          )}
          {stages.map((stage) => (
            <Row key={stage} name={say(`models.stage.${stage}`)} field={`ms-${stage}`} ms={madeWith.stageMs[stage]} />
          ))}
          <Row name={say('models.about.total')} field="ms-total" ms={madeWith.totalMs} />
          {written === undefined || written.photoId !== job?.photo.id
            ? null
            : writeStages.map((stage) => (
                <Row
                  key={stage}
                  name={say(`models.writing.${stage}`)}
                  field={`ms-${stage}`}
                  ms={written.stageMs[stage]}
                />
              ))}
          {madeWith.heapBytes === 0 ? null : (
            <>
              <dt>{say('models.about.memory')}</dt>
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
      <dt>{say('models.about.sure')}</dt>
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
      <dt className="unseen">{say('models.about.because')}</dt>
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
  return say(kind === 'subject-box' ? 'models.saw.subject' : 'models.saw.both', { share })
}

const stages: readonly CutStage[] = ['decode', 'load', 'prepare', 'run', 'upsample', 'finish']
const writeStages: readonly WriteStage[] = ['open', 'edges', 'colours', 'compose', 'encode']
