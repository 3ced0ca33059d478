import { type Edits, editsFingerprint, shapeFingerprint } from '#core/edits.ts'
import type { Retouched } from '#core/look.ts'
import type { Outcome } from '#core/outcome.ts'

/** How long a control must rest before the cutout is made with all care: that takes a while, in which nothing else is drawn. */
const restMs = 220
/** How often it is looked whether the control rests. */
const lookMs = 30

type Retouch = (edits: Edits, isQuick: boolean, signal: AbortSignal) => Promise<Outcome<Retouched>>

/** @param made the fingerprint of the edits, behind a tilde where it was made quickly */
type Show = (cutout: ImageBitmap, made: string, edits: Edits) => void

/**
 * Keeps a cutout up to date while it is edited. One request runs at a time, always for the latest edits: first the quick one,
 * so that a control is followed while it moves, then, once it rests, the exact one. Where only exact strokes have changed the exact one follows at once:
 * the stage shows a new stroke by itself meanwhile.
 */
export class Retoucher {
  readonly #isHeld: () => boolean
  readonly #retouch: Retouch
  readonly #show: Show
  readonly #stop = new AbortController()
  #wanted: Edits
  #changedAt = 0
  #isRunning = false
  #exact: string
  #quick: string
  #shape: string

  /**
   * @param shown the edits of the exact cutout that is shown already
   * @param isHeld whether a hand is still on a control
   */
  constructor(shown: Edits, isHeld: () => boolean, retouch: Retouch, show: Show) {
    this.#wanted = shown
    this.#exact = editsFingerprint(shown)
    this.#quick = this.#exact
    this.#shape = shapeFingerprint(shown)
    this.#isHeld = isHeld
    this.#retouch = retouch
    this.#show = show
  }

  /** Says which edits the cutout is to have from now on. */
  want(edits: Edits): void {
    if (editsFingerprint(edits) === editsFingerprint(this.#wanted)) return
    this.#wanted = edits
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
      const edits = this.#wanted
      const fingerprint = editsFingerprint(edits)
      if (fingerprint === this.#exact) break
      const shape = shapeFingerprint(edits)
      const areStrokes = this.#exact !== '' && shape === this.#shape
      const isQuick = fingerprint !== this.#quick && !areStrokes
      const isEarly = !areStrokes && performance.now() - this.#changedAt < restMs
      if (!isQuick && (this.#isHeld() || isEarly)) {
        await new Promise((resolve) => setTimeout(resolve, lookMs))
        continue
      }
      if (!(await this.#make(edits, isQuick))) break
      this.#shape = shape
      this.#quick = fingerprint
      this.#exact = isQuick ? '' : fingerprint
    }
    this.#isRunning = false
  }

  async #make(edits: Edits, isQuick: boolean): Promise<boolean> {
    const { signal } = this.#stop
    const outcome = await this.#retouch(edits, isQuick, signal).catch(() => undefined)
    if (outcome?.ok !== true) return false
    if (signal.aborted) outcome.value.cutout.close()
    else this.#show(outcome.value.cutout, (isQuick ? '~' : '') + editsFingerprint(edits), edits)
    return true
  }
}
