import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { publishedInWords } from '#core/catalogue/published.ts'

/** What the measures are called by those who read them, and what they mean. */
const measures: Readonly<Record<string, string>> = {
  S: 'S-measure (shape; 1 is best)',
  wF: 'weighted F (1 is best)',
  maxF: 'largest F (1 is best)',
  MAE: 'mean error (0 is best)',
  MSE: 'mean square error (0 is best)',
  HCE: 'corrections by hand (fewer are better)',
}

/** Published results, for those who ask: on which pictures, at which size, by whom. */
export function Scores({ entry: { scores } }: { entry: CatalogueEntry }) {
  if (scores.length === 0) return null
  return (
    <details className="entry-scores">
      <summary>Details</summary>
      {scores.map(({ set, input, values, source }) => (
        <section key={`${set} ${input} ${source.place}`}>
          <h4>{`On ${set} at ${input.replace('x', ' × ')}`}</h4>
          <dl className="facts">
            {Object.entries(values).map(([measure, value]) => (
              <div key={measure}>
                <dt>{measures[measure] ?? measure}</dt>
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
