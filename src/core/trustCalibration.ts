/**
 * How `trustOf` weighs what it is told; written by `npm run verdict`, which says on what and how well it does.
 * `looked`: masks of the built-in network; `other`: masks of other models, held against it; `alone`: masks of which nothing else is known.
 */
export const calibration = {
  /** From this score on a cutout gets its tick. */
  threshold: 0.75,
  models: {
    looked: { bias: -4.44, softness: -1.32, steadiness: 0.64 },
    other: { bias: -1.5, softness: -0.5, nano: 0.9 },
    alone: { bias: -4.93, softness: -2.12 },
  },
} as const
