import { type EdgeSettings, edgesFingerprint } from '#core/edges.ts'
import type { Retouched } from '#core/look.ts'
import type { Outcome } from '#core/outcome.ts'

/** How long a control must rest before the cutout is made with all care: that takes a while, in which nothing else is drawn. */
const restMs = 220
/** How often it is looked whether the control rests. */
const lookMs = 30

type Retouch = (edges: EdgeSettings, isQuick: boolean, signal: AbortSignal) => Promise<Outcome<Retouched>>

/** @param made the fingerprint of the edges, behind a tilde where it was made quickly */
type Show = (cutout: ImageBitmap, made: string) => void

/**
 * Keeps a cutout up to date while edges are changed. One request runs at a time, always for the latest edges: first the quick one,
 * so that a control is followed while it moves, then, once it rests, the exact one.
 */
export class Retoucher {
  readonly #isHeld: () => boolean
  readonly #retouch: Retouch
  readonly #show: Show
  readonly #stop = new AbortController()
  #wanted: EdgeSettings
  #changedAt = 0
  #isRunning = false
  #exact: string
  #quick: string

  /**
   * @param shown the edges of the exact cutout that is shown already
   * @param isHeld whether a hand is still on a control
   */
  constructor(shown: EdgeSettings, isHeld: () => boolean, retouch: Retouch, show: Show) {
    this.#wanted = shown
    this.#exact = edgesFingerprint(shown)
    this.#quick = this.#exact
    this.#isHeld = isHeld
    this.#retouch = retouch
    this.#show = show
  }

  /** Says which edges the cutout is to have from now on. */
  want(edges: EdgeSettings): void {
    if (edgesFingerprint(edges) === edgesFingerprint(this.#wanted)) return
    this.#wanted = edges
    this.#changedAt = performance.now()
    if (!this.#isRunning) void this.#run()
  }

  /** Shows nothing any more; what comes in is closed. */
  end(): void {
    this.#stop.abort()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (!this.#stop.signal.aborted) {
      const edges = this.#wanted
      const fingerprint = edgesFingerprint(edges)
      if (fingerprint === this.#exact) break
      const isQuick = fingerprint !== this.#quick
      if (!isQuick && (this.#isHeld() || performance.now() - this.#changedAt < restMs)) {
        await new Promise((resolve) => setTimeout(resolve, lookMs))
        continue
      }
      if (!(await this.#make(edges, isQuick))) break
      this.#quick = fingerprint
      this.#exact = isQuick ? '' : fingerprint
    }
    this.#isRunning = false
  }

  async #make(edges: EdgeSettings, isQuick: boolean): Promise<boolean> {
    const { signal } = this.#stop
    const outcome = await this.#retouch(edges, isQuick, signal).catch(() => undefined)
    if (outcome?.ok !== true) return false
    if (signal.aborted) outcome.value.cutout.close()
    else this.#show(outcome.value.cutout, (isQuick ? '~' : '') + edgesFingerprint(edges))
    return true
  }
}
