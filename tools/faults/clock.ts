interface Timer {
  at: number
  work(): void
}

/** Time that passes only when it is told to, for whatever asks `setTimeout` and `performance.now` while it is in force. */
export class Clock {
  #now = 0
  #last = 0
  readonly #timers = new Map<number, Timer>()

  /** Milliseconds since it began. */
  get now(): number {
    return this.#now
  }

  after(work: () => void, ms = 0): number {
    this.#last += 1
    this.#timers.set(this.#last, { at: this.#now + Math.max(0, ms), work })
    return this.#last
  }

  /** Resolves so many milliseconds later. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(resolve, ms))
  }

  cancel(timer: unknown): void {
    if (typeof timer === 'number') this.#timers.delete(timer)
  }

  /** Lets so many milliseconds pass: what falls due is done in its order, and `onTurn` called after each. */
  async advance(ms: number, onTurn: () => void): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      await drained()
      onTurn()
      const [id, timer] = this.#next() ?? []
      if (id === undefined || timer === undefined || timer.at > end) break
      this.#timers.delete(id)
      this.#now = timer.at
      timer.work()
    }
    this.#now = end
  }

  /** Takes the place of the real time until the work has ended. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const { setTimeout: set, clearTimeout: clear } = globalThis
    const { now } = performance
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms?: number) => this.after(run, ms),
      clearTimeout: (timer: unknown) => this.cancel(timer),
    })
    performance.now = () => this.#now
    try {
      return await work()
    } finally {
      Object.assign(globalThis, { setTimeout: set, clearTimeout: clear })
      performance.now = now
    }
  }

  #next(): [number, Timer] | undefined {
    let first: [number, Timer] | undefined
    for (const entry of this.#timers) if (first === undefined || entry[1].at < first[1].at) first = entry
    return first
  }
}

/** Lets everything run that waits for nothing but its turn. */
export function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
