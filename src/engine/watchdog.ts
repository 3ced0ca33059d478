/**
 * Notices that a graphics card hangs: nothing comes of it, and it is not lost either. Seconds are counted one by one and not read from a clock, for a computer
 * that slept, and a tab whose timers were slowed down, is not a card that hangs.
 */
export class Watchdog {
  readonly #limit: number
  readonly #hung = new AbortController()
  readonly #timer: ReturnType<typeof setInterval>
  #silent = 0
  #isWatching = false

  /**
   * @param limit how many seconds may pass without a word
   * @param secondMs what counts as a second; tests have less of them
   */
  constructor(limit: number, secondMs: number) {
    this.#limit = limit
    this.#timer = setInterval(() => this.#count(), secondMs)
  }

  /** Aborted once the card counts as hung. */
  get signal(): AbortSignal {
    return this.#hung.signal
  }

  /** A word came: it is waited for the next one anew, where the card is what works now. */
  hear(isOnCard: boolean): void {
    this.#silent = 0
    this.#isWatching = isOnCard
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #count(): void {
    if (!this.#isWatching) return
    this.#silent += 1
    if (this.#silent > this.#limit) this.#hung.abort()
  }
}
