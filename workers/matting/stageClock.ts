import type { Progress, Stage } from '#core/contract.ts'

/** Share of a cut that is done when a stage begins; the network is by far the longest. */
const doneAtStart: Record<Stage, number> = { decode: 0, load: 0.15, prepare: 0.25, run: 0.35, finish: 0.85 }

/** Tells the listener which stage a cut is in, and measures each. */
export class StageClock {
  readonly #report: (progress: Progress) => void
  readonly #stageMs: Record<Stage, number> = { decode: 0, load: 0, prepare: 0, run: 0, finish: 0 }
  readonly #begun = performance.now()
  #stage: Stage = 'decode'
  #entered = this.#begun
  #done = 0

  constructor(report: (progress: Progress) => void) {
    this.#report = report
    this.enter('decode')
  }

  /** Ends the stage before and begins this one. A stage may be entered more than once; its times add up and progress never falls. */
  enter(stage: Stage): void {
    this.#close()
    this.#stage = stage
    this.#done = Math.max(this.#done, doneAtStart[stage])
    this.#report({ stage, done: this.#done })
  }

  /** Milliseconds of each stage and of all, up to now. */
  times(): { stageMs: Record<Stage, number>; totalMs: number } {
    this.#close()
    return { stageMs: { ...this.#stageMs }, totalMs: this.#entered - this.#begun }
  }

  #close(): void {
    const now = performance.now()
    this.#stageMs[this.#stage] += now - this.#entered
    this.#entered = now
  }
}
