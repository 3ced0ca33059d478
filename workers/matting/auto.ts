import type { MadeWith } from '#core/contract.ts'

/** What is known of a mask that one of the two ways made; shares of the photo, 0 to 1. */
export interface MaskFigures {
  /** Mean alpha. */
  coverage: number
  /** Share of pixels that are neither clearly subject nor clearly backdrop. */
  undecidedShare: number
}

/** What is known of the people segmenter's mask. */
export interface PeopleFigures extends MaskFigures {
  /** Mean certainty of the pixels it calls a person, 0 (none) to 1. */
  certainty: number
  /** How far this is a person at all, 0 to 1: see `InstantConfidence`. */
  trust: number
}

/** What Auto has learnt of a photo so far. */
export interface Tried {
  /** The score of `plainness`. */
  plainScore: number
  keyed?: MaskFigures
  people?: PeopleFigures
}

/** What Auto does next: try one of the two ways, or take one. */
export type AutoStep = { kind: 'try'; way: 'keyer' | 'people' } | ({ kind: 'take' } & NonNullable<MadeWith['auto']>)

/** From here on the backdrop is so clearly plain that the network need not run. */
const clearlyPlain = 0.7
/** From here on it is plain, unless a person is found. */
const plain = 0.5

/**
 * Chooses between the keyer and the people segmenter. Call it with what is known, do what it says, add the figures, and call
 * it again until it takes one.
 *
 * A clearly plain backdrop is keyed, also behind a person: the keyer follows hair at full resolution, the segmenter sees 256
 * pixels. Otherwise a confident person wins over a passably plain backdrop. Where neither fits, the better of the two is
 * taken and marked as unsure.
 */
export function autoStep({ plainScore, keyed, people }: Tried): AutoStep {
  if (plainScore >= clearlyPlain) {
    if (!keyed) return { kind: 'try', way: 'keyer' }
    if (keyerFits(keyed)) return { kind: 'take', choice: 'keyer', sure: true }
  }
  if (!people) return { kind: 'try', way: 'people' }
  if (peopleFit(people)) return { kind: 'take', choice: 'instant', sure: true }
  if (!keyed) return { kind: 'try', way: 'keyer' }
  if (plainScore >= plain && keyerFits(keyed)) return { kind: 'take', choice: 'keyer', sure: true }
  return { kind: 'take', choice: better(plainScore, keyed, people), sure: false }
}

/** Whether a keyed mask looks like a subject: neither nothing nor nearly all, and mostly decided. */
function keyerFits({ coverage, undecidedShare }: MaskFigures): boolean {
  return coverage > 0.0005 && coverage < 0.97 && undecidedShare < 0.1 + 0.2 * coverage
}

/** Whether the segmenter's mask looks like a person it is sure of: on 40 photos, every single person had a trust of 0.7 or more. */
function peopleFit({ coverage, trust }: PeopleFigures): boolean {
  return coverage > 0.003 && coverage < 0.95 && trust > 0.66
}

/** The less bad of two masks that do not fit. Both judge their own ground: half a person is worth more than a ragged key. */
function better(plainScore: number, keyed: MaskFigures, people: PeopleFigures): 'keyer' | 'instant' {
  const keyerWorth = keyerFits(keyed) ? 0.15 + plainScore : 0.05
  const sound = people.coverage > 0.005 && people.coverage < 0.97
  const peopleWorth = sound ? people.certainty * (1 - Math.min(1, people.undecidedShare / people.coverage)) : 0
  return peopleWorth > keyerWorth ? 'instant' : 'keyer'
}
