/** The stages of a cut, in order; `upsample` raises the network's mask to the photo's size. */
export type CutStage = 'decode' | 'load' | 'prepare' | 'run' | 'upsample' | 'finish'

/** The stages of writing a file, in order: opening the photo again, the person's edges, clean colours, what is made of the cutout, the file itself. */
export type WriteStage = 'open' | 'edges' | 'colours' | 'compose' | 'encode'

export type Stage = CutStage | WriteStage | 'refine'

export interface Progress {
  stage: Stage
  /** Share of the whole call that is done, 0 to 1, never falling. */
  done: number
  /** Seconds that the stage will probably still take; absent where nothing tells, and where it takes longer than was expected. */
  secondsLeft?: number
}
