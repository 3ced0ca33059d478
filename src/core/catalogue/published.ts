import { say } from '#core/say.ts'
import type { ScoreSource } from './entry.ts'

/** Where scores were published, as a sentence. */
export function publishedInWords({ kind, place }: ScoreSource): string {
  return say(`catalogue.published.${kind}`, { place })
}
