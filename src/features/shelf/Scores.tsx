import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { publishedInWords } from '#core/catalogue/published.ts'
import { say } from '#core/say.ts'
import type { MessageId } from '#messages/ids.ts'

/** What the measures are called by those who read them, and what they mean. */
const measures: Readonly<Record<string, MessageId>> = {
  S: 'shelf.measure.shape',
  wF: 'shelf.measure.weightedF',
  maxF: 'shelf.measure.largestF',
  MAE: 'shelf.measure.meanError',
  MSE: 'shelf.measure.meanSquareError',
  HCE: 'shelf.measure.corrections',
}

/** Published results, for those who ask: on which pictures, at which size, by whom. */
export function Scores({ entry: { scores } }: { entry: CatalogueEntry }) {
  if (scores.length === 0) return null
  return (
    <details className="entry-scores">
      <summary>{say('shelf.details')}</summary>
      {scores.map(({ set, input, values, source }) => (
        <section key={`${set} ${input} ${source.place}`}>
          <h4>{say('shelf.scores.on', { set, size: input.replace('x', ' × ') })}</h4>
          <dl className="facts">
            {Object.entries(values).map(([measure, value]) => (
              <div key={measure}>
                <dt>{measureInWords(measure)}</dt>
                <dd className="figures">{value}</dd>
              </div>
            ))}
          </dl>
          <small>{publishedInWords(source)}</small>
        </section>
      ))}
    </details>
  )
}

function measureInWords(measure: string): string {
  const known = measures[measure]
  return known === undefined ? measure : say(known)
}
