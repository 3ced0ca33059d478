import type { Stage } from '#core/progress.ts'
import type { Reason } from '#core/reasons.ts'

/** Stages in which a failure may be that of the way; before and after them it is the photo's. */
export const stagesOfTheWay: ReadonlySet<Stage> = new Set<Stage>(['load', 'prepare', 'run'])

/** Failures that a worker may owe to what it did before: its device was lost while the computer slept, its heap is full of gaps. A fresh one is asked first. */
export const ofAge: ReadonlySet<Reason> = new Set<Reason>(['gpu-lost', 'out-of-memory'])

/** After so many failures of the graphics card, a page stops asking it. */
export const patience = 2
