import advice from '#messages/en/advice.json' with { type: 'json' }
import core from '#messages/en/core.json' with { type: 'json' }
import { maxMegapixels, maxSidePixels } from './limits.ts'
import { type Advice, isDetailed, type Reason } from './reasons.ts'
import type { Doubt } from './trust.ts'

/** Answers of the APIs and tables for programs: English, whatever language the page speaks, so that the same photo gives the same answer everywhere. */

/** The words for a reason, as `adviceOf` gives them where English is spoken. */
export function adviceInEnglish(reason: Reason, detail?: string): Advice {
  const next = advice[`advice.${reason}.next`]
  if (detail !== undefined && isDetailed(reason))
    return { what: filled(advice[`advice.${reason}.detailed`], { detail }), next }
  return { what: filled(advice[`advice.${reason}.what`], { megapixels: maxMegapixels, side: maxSidePixels }), next }
}

/** What is likely wrong with a doubtful cutout, as one sentence. */
export function doubtInEnglish(doubt: Doubt): string {
  return core[`core.doubt.${doubt}`]
}

/** These messages have nothing in braces but names. */
function filled(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
