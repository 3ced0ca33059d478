import type { Progress, Stage, WriteStage } from '#core/progress.ts'

/** Share of the whole that is done when a stage begins, in the order of the stages. */
type Plan<S extends Stage> = Readonly<Record<S, number>>

/** Writing a file: colours take the longest, where there are any to clean. */
export const writePlan: Plan<WriteStage> = { open: 0, edges: 0.1, colours: 0.2, compose: 0.6, encode: 0.7 }

/** Tells the listener which stage a piece of work is in, and measures each. */
export class StageClock<S extends Stage> {
  readonly #plan: Plan<S>
  readonly #report: (progress: Progress) => void
  readonly #stageMs: Record<S, number>
  readonly #begun = performance.now()
  #stage: S
  #entered = this.#begun
  #told = this.#begun
  #done = 0

  constructor(plan: Plan<S>, first: NoInfer<S>, report: (progress: Progress) => void) {
    this.#plan = plan
    this.#report = report
    this.#stageMs = mapped(plan, () => 0)
    this.#stage = first
    this.enter(first)
  }

  /** Ends the stage before and begins this one. A stage may be entered more than once; its times add up and progress never falls. */
  enter(stage: S): void {
    this.#close()
    this.#stage = stage
    this.#tell(this.#plan[stage])
  }

  /** Tells how much of the stage is done, 0 to 1; a few times a second, however often it is called. */
  share(done: number): void {
    if (performance.now() - this.#told < 80) return
    const start = this.#plan[this.#stage]
    const end = Math.min(1, ...Object.values<number>(this.#plan).filter((other) => other > start))
    this.#tell(start + (end - start) * done)
  }

  /** Milliseconds of each stage and of all, up to now. */
  times(): { stageMs: Record<S, number>; totalMs: number } {
    this.#close()
    return { stageMs: { ...this.#stageMs }, totalMs: this.#entered - this.#begun }
  }

  #tell(done: number): void {
    this.#done = Math.max(this.#done, done)
    this.#told = performance.now()
    this.#report({ stage: this.#stage, done: this.#done })
  }

  #close(): void {
    const now = performance.now()
    this.#stageMs[this.#stage] += now - this.#entered
    this.#entered = now
  }
}

function mapped<S extends string>(plan: Readonly<Record<S, number>>, value: () => number): Record<S, number> {
  // The keys of an object literal that has no others: TypeScript cannot know that.
  return Object.fromEntries(Object.keys(plan).map((key) => [key, value()])) as Record<S, number>
}
