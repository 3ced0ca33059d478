import { cutPlan } from '#core/cutPlan.ts'
import type { Progress } from '#core/progress.ts'
import { apparentShare } from '#core/ways/pace.ts'

/** How often the progress is told while the worker is silent. */
const tickMs = 500

/** Progress that goes on while a network runs: its worker cannot tell, because the run blocks it. */
export class Pacing {
  readonly #report: (progress: Progress) => void
  readonly #expectedMs: number
  readonly #isMeasured: boolean
  #timer: ReturnType<typeof setInterval> | undefined

  /**
   * @param expectedMs how long the run will probably take
   * @param isMeasured whether a run on this device says so: of a guess no time left is told, for it would not be kept
   */
  constructor(report: (progress: Progress) => void, expectedMs: number, isMeasured: boolean) {
    this.#report = report
    this.#expectedMs = expectedMs
    this.#isMeasured = isMeasured
  }

  /** Passes on what the worker tells; from the beginning of the run until the next word, time is what tells. */
  hear(progress: Progress): void {
    this.stop()
    if (progress.stage !== 'run') {
      this.#report(progress)
      return
    }
    const begun = performance.now()
    const tell = () => {
      const passedMs = performance.now() - begun
      const done = cutPlan.run + (cutPlan.upsample - cutPlan.run) * apparentShare(passedMs / this.#expectedMs)
      const leftMs = this.#expectedMs - passedMs
      this.#report({ stage: 'run', done, ...(this.#isMeasured && leftMs > 0 ? { secondsLeft: leftMs / 1000 } : {}) })
    }
    tell()
    this.#timer = setInterval(tell, tickMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
