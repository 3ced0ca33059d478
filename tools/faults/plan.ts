import { type Failure, failure, type Outcome } from '#core/outcome.ts'
import type { Reason } from '#core/reasons.ts'
import { Random } from '#tools/fuzz/random.ts'
import type { Clock } from './clock.ts'

/** What becomes of one call to the outside. */
interface Fate {
  /** Milliseconds until it answers; 0 where it does at once. */
  delayMs: number
  /** `fails`: by a named reason. `dies`: its worker ends before or after the work was done. `throws`: an error that nobody expects. */
  kind: 'works' | 'fails' | 'dies' | 'throws'
  isDone: boolean
}

export interface CallOptions {
  /** The reasons that it may fail for. */
  reasons: readonly Reason[]
  /** Has it a worker that may die? */
  isInWorker?: boolean
  /** May it throw, and not only fail by name? */
  mayThrow?: boolean
  signal?: AbortSignal
}

const delays = [0, 0, 1, 20, 150, 400, 3000]

/** Decides by a seed what becomes of each call to the outside: the same seed and the same calls meet the same fates. */
export class Plan {
  readonly #random: Random
  readonly #clock: Clock
  #rate: number
  /** Calls that have not answered yet. */
  open = 0

  /** @param rate the share of calls that go wrong, 0 to 1 */
  constructor(seed: number, rate: number, clock: Clock) {
    this.#random = new Random(seed)
    this.#clock = clock
    this.#rate = rate
  }

  /** From now on nothing goes wrong. */
  calm(): void {
    this.#rate = 0
  }

  /** Nothing goes wrong until the work has ended. */
  async calmly(work: () => Promise<void>): Promise<void> {
    const rate = this.#rate
    this.#rate = 0
    try {
      await work()
    } finally {
      this.#rate = rate
    }
  }

  /** Is this one of the cases that happen with this probability? */
  happens(probability: number): boolean {
    return this.#random.next() < probability
  }

  pick<T>(from: readonly T[]): T {
    return this.#random.pick(from)
  }

  /** Makes a call to the outside; the work is done once at most, when the call answers. */
  async call<T>(work: () => Outcome<T>, options: CallOptions): Promise<Outcome<T>> {
    const { reasons, signal, isInWorker = false } = options
    signal?.throwIfAborted()
    const { kind, delayMs, isDone } = this.#fate(options)
    this.open += 1
    try {
      if (delayMs > 0) await this.#orAborted(this.#clock.wait(delayMs), signal)
      if (kind === 'throws') throw new Error('the outside threw')
      if (kind === 'fails') return failure(this.pick(reasons))
      if (kind === 'dies' && isInWorker) return this.#died(work, isDone)
      return work()
    } finally {
      this.open -= 1
    }
  }

  #died<T>(work: () => Outcome<T>, isDone: boolean): Failure {
    if (isDone) work()
    return failure('worker-died', 'the worker was ended')
  }

  #fate({ reasons, isInWorker = false, mayThrow = false }: CallOptions): Fate {
    const delayMs = this.pick(delays)
    const isDone = this.happens(0.5)
    if (!this.happens(this.#rate)) return { kind: 'works', delayMs, isDone }
    const kinds: Fate['kind'][] = [
      ...(reasons.length > 0 ? (['fails', 'fails'] as const) : []),
      ...(isInWorker ? (['dies'] as const) : []),
      ...(mayThrow ? (['throws'] as const) : []),
      'works',
    ]
    return { kind: this.pick(kinds), delayMs, isDone }
  }

  /** An aborted call rejects at once. */
  async #orAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
    if (signal === undefined) return await work
    await new Promise<void>((resolve, reject) => {
      const leave = () => reject(signal.reason)
      signal.addEventListener('abort', leave, { once: true })
      work.then(resolve).finally(() => signal.removeEventListener('abort', leave))
    })
  }
}
