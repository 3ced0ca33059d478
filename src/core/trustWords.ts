import { say } from './say.ts'
import type { Doubt } from './trust.ts'

/** What is likely wrong with a doubtful cutout, as one sentence for the person. */
export function doubtInWords(doubt: Doubt | undefined): string {
  return say(`core.doubt.${doubt ?? 'unknown'}`)
}
