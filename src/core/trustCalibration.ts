/**
 * How `trustOf` weighs what it is told; written by `npm run verdict`, which says on what and how well it does.
 * `looked`: masks of the built-in network; `other`: masks of other models, held against it; `alone`: masks of which nothing else is known.
 */
export const calibration = {
  /** From this score on a cutout gets its tick. */
  threshold: 0.76,
  models: {
    looked: { bias: -4.78, softness: -1.01, steadiness: 1.28 },
    other: { bias: -1.5, softness: -0.5, nano: 0.9 },
    alone: { bias: -6.14, softness: -2.53 },
  },
} as const
