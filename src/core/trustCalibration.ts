/**
 * How `trustOf` weighs what it is told; written by `npm run verdict`, which says on what and how well it does.
 * `looked`: masks of the built-in network; `other`: masks of other models, held against it; `alone`: masks of which nothing else is known.
 */
export const calibration = {
  /** From this score on a cutout gets its tick. */
  threshold: 0.73,
  models: {
    looked: { bias: -4.89, softness: -1.27, steadiness: 0.99 },
    other: { bias: -3, softness: -1.2, nano: 0.8 },
    alone: { bias: -6.04, softness: -2.47 },
  },
} as const
