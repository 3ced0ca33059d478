import type { Doubt, Trust, TrustEvidence } from './trust.ts'
import { calibration } from './trustCalibration.ts'

/** Below this area nothing was found: what is left is a speck that a network sees on bare walls. */
export const emptyArea = 0.0015
/** From here on the backdrop is so clearly plain, and keyer and network so much of the same mind, that the mask is right. */
const plain = { plainness: 0.7, keyer: 0.85, score: 0.95 }
/** A backdrop below this is not plain: a mask made by its colour alone is a guess. */
const leastPlainness = 0.5

/** Judges a mask by what it and further looks tell. */
export function trustOf(evidence: TrustEvidence): Trust {
  if (evidence.area < emptyArea) return { verdict: 'empty', score: 0, doubts: [], evidence }
  const score = scoreOf(evidence)
  if (score >= calibration.threshold) return { verdict: 'good', score, doubts: [], evidence }
  return { verdict: 'doubtful', score, doubts: doubtsOf(evidence), evidence }
}

/** How likely the mask is right: a logistic model of its softness and of how well further looks agree. */
function scoreOf(evidence: TrustEvidence): number {
  const { plainness = 0, keyer = 0, mirrored, nano } = evidence
  if (plainness >= plain.plainness && keyer >= plain.keyer) return plain.score
  if (mirrored !== undefined) return logistic('looked', evidence)
  if (nano !== undefined) return logistic('other', evidence)
  if (evidence.plainness === undefined) return logistic('alone', evidence)
  return plainness >= leastPlainness ? plain.score : calibration.threshold / 2
}

function logistic(kind: keyof typeof calibration.models, evidence: TrustEvidence): number {
  const { bias, ...weights } = calibration.models[kind]
  let sum = bias
  for (const [name, weight] of Object.entries(weights)) sum += weight * featureOf(name, evidence)
  return 1 / (1 + Math.exp(-sum))
}

/** A figure as the model takes it: shares near 0 and 1 are drawn apart, and none outweighs all others. */
export function featureOf(name: string, { softness, mirrored = 0, nano = 0 }: TrustEvidence): number {
  switch (name) {
    case 'softness':
      return Math.log(Math.min(0.6, Math.max(0.02, softness)))
    case 'steadiness':
      return logit(mirrored)
    case 'nano':
      return logit(nano)
    default:
      throw new Error(`There is no figure called ${name}.`)
  }
}

function logit(share: number): number {
  const kept = Math.min(0.975, Math.max(0.05, share))
  return Math.log(kept / (1 - kept))
}

/** What a person can see for themselves goes first. */
function doubtsOf({ coverage, area, islands, largest, sides, softness, ...looks }: TrustEvidence): Doubt[] {
  const { mirrored = 1, nano = 1, plainness = 1 } = looks
  const all: (readonly [Doubt, boolean])[] = [
    ['everything', coverage > 0.9],
    ['tiny', area < 0.01],
    ['backdrop', looks.mirrored === undefined && plainness < leastPlainness],
    ['other-subject', nano < 0.6],
    ['scattered', islands >= 3 || largest < 0.6],
    ['undecided', softness > 0.12],
    ['unsteady', mirrored < 0.85],
    ['borders', sides >= 3],
  ]
  return all.filter(([, holds]) => holds).map(([doubt]) => doubt)
}
