import { failure, type Outcome, success } from '#core/outcome.ts'

/** The least and the largest value of a network's output. Fails with `model-failed` where one is not finite. */
export function outputRange(values: Float32Array): Outcome<{ least: number; most: number }> {
  let least = Infinity
  let most = -Infinity
  let sum = 0
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
    sum += value
  }
  // Only the sum shows a NaN: it compares as neither less nor more.
  return Number.isFinite(sum) ? success({ least, most }) : failure('model-failed', 'its output is not finite')
}

/** A logit as alpha, 0 to 1. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}
