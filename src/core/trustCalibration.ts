/**
 * How `trustOf` weighs what it is told; written by `npm run verdict`, which says on what and how well it does.
 * `looked`: masks of the built-in network; `other`: masks of other models, held against it; `alone`: masks of which nothing else is known.
 */
export const calibration = {
  /** From this score on a cutout gets its tick. */
  threshold: 0.81,
  models: {
    looked: { bias: -5.41, softness: -0.87, steadiness: 1.44 },
    other: { bias: -2.09, softness: -0.77, nano: 0.77 },
    alone: { bias: -6.05, softness: -2.48 },
  },
} as const
