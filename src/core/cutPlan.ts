import type { CutStage } from './progress.ts'

/** Share of a cut that is done when each stage begins, in order; the network is by far the longest. */
export const cutPlan: Readonly<Record<CutStage, number>> = {
  decode: 0,
  load: 0.12,
  prepare: 0.2,
  run: 0.28,
  upsample: 0.7,
  finish: 0.92,
}
