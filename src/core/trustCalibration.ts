/**
 * How `trustOf` weighs what it is told; written by `npm run verdict`, which says on what and how well it does.
 * `looked`: masks of the built-in network; `other`: masks of other models, held against it; `alone`: masks of which nothing else is known.
 */
export const calibration = {
  /** From this score on a cutout gets its tick. */
  threshold: 0.82,
  models: {
    looked: { bias: -4.58, softness: -1.36, steadiness: 0.69 },
    other: { bias: -1.75, softness: -0.48, nano: 1.06 },
    alone: { bias: -4.87, softness: -2.13 },
  },
} as const
