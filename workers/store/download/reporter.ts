import type { Download, DownloadOrder, DownloadState } from '#core/shelf.ts'
import { Pace } from './pace.ts'
import type { Progression } from './progression.ts'

/** How often the person hears of the bytes that arrive, in milliseconds. */
const newsMs = 250

/** After so long without a byte, no speed is told any more, and no time that would not be kept. */
const silenceMs = 4_000

/** Tells of a download, at most every `newsMs` while it only grows. */
export class Reporter {
  readonly #order: DownloadOrder
  readonly #onDownload: (download: Download) => void
  readonly #pace = new Pace()
  #grownAt = -Infinity
  #state: DownloadState = { status: 'starting' }
  #silence: ReturnType<typeof setTimeout> | undefined

  constructor(order: DownloadOrder, onDownload: (download: Download) => void) {
    this.#order = order
    this.#onDownload = onDownload
  }

  tell(progression: Progression): void {
    const now = performance.now()
    if (now - this.#grownAt < newsMs) return
    this.#grownAt = now
    const { totalBytes, part } = progression
    this.#pace.mark(part.bytes, now)
    const secondsLeft = this.#pace.secondsLeft(totalBytes === undefined ? undefined : totalBytes - part.bytes)
    this.turn({ status: 'running', bytesPerSecond: this.#pace.bytesPerSecond, secondsLeft }, progression)
    const stalled = { status: 'running', bytesPerSecond: 0, secondsLeft: undefined } as const
    this.#silence = setTimeout(() => this.turn(stalled, progression), silenceMs)
  }

  /** The last state with the bytes as they are now. */
  repeat(progression: Progression): void {
    this.turn(this.#state, progression)
  }

  turn(state: DownloadState, { part, totalBytes }: Progression): void {
    clearTimeout(this.#silence)
    this.#state = state
    this.#onDownload({ id: this.#order.id, name: this.#order.name, doneBytes: part.bytes, totalBytes, state })
  }
}
