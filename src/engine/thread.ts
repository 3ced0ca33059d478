import { proxy, type Remote, wrap } from 'comlink'
import type { MattingWorker } from '#core/contract.ts'
import { endedBy } from '#core/endedBy.ts'
import type { ForeseeRequest } from '#core/look.ts'
import { type Failure, failure, type Outcome, success } from '#core/outcome.ts'
import type { Progress } from '#core/progress.ts'
import type { Reason } from '#core/reasons.ts'
import type { Way } from '#core/ways/way.ts'
import { type Lifespan, lifespanOf } from './lifespan.ts'
import { listeningTo } from './silence.ts'

/** One call to the worker. */
export type Use<T> = (remote: Remote<MattingWorker>) => Promise<Outcome<T>>

/** What a thread needs to know to start its worker; tests hand in a worker of their own. */
export interface ThreadOptions {
  spawn(): Worker
  /** Where the app's files lie, with a slash at the end. */
  baseUrl: string
  /** A worker without work for this long is ended: the only way to give its memory back. */
  idleMs: number
  /** While a worker starts what runs networks, it is asked so often whether it is still there. */
  askEveryMs: number
  /** Is handed the masks of cuts as soon as they are made. */
  onMask?(fresh: ForeseeRequest): void
}

/**
 * Failures that a worker does not recover from, so that trying again needs a new one: onnxruntime never starts after a start that
 * failed, and a wasm heap that has grown to its limit does not shrink.
 */
const lasting: ReadonlySet<Reason> = new Set(['runtime-missing', 'out-of-memory'])

interface Life extends Lifespan {
  worker: Worker
  remote: Remote<MattingWorker>
  /** Settles as a call does, or with `worker-died`. */
  untilDeath<T>(call: Promise<T>): Promise<T | Failure>
  /** What runs networks is ready in it. */
  isReady: boolean
  /** Its wasm heap after the first cut. */
  firstHeapBytes?: number
}

/** A wasm heap that has grown by so much since its first cut is full of gaps, and worth a new worker, which takes some tenths of a second. */
const mostGrowthBytes = 256 * 1024 * 1024

/** Workers that are tried where one falls silent while it starts what runs networks. */
const mostStarts = 3

/** One worker and its life: started by the first call, ended by an abort, a crash or idleness, and started again by the next call. */
export class Thread {
  readonly #options: ThreadOptions
  #life: Life | undefined
  #place: string | undefined
  #idle: ReturnType<typeof setTimeout> | undefined
  #onProgress: ((progress: Progress) => void) | undefined

  constructor(options: ThreadOptions) {
    this.#options = options
  }

  /**
   * Makes one call; never two at a time (the caller queues them).
   * An abort ends the worker, because a running network cannot be interrupted, and rejects with the signal's reason.
   * A dead worker gives `worker-died`; an error that the worker did not expect gives `unexpected` and a fresh worker next time.
   */
  async call<T>(use: Use<T>, signal: AbortSignal, onProgress?: (progress: Progress) => void): Promise<Outcome<T>> {
    signal.throwIfAborted()
    clearTimeout(this.#idle)
    const life = this.#started()
    if (!('worker' in life)) return life
    this.#onProgress = onProgress
    const aborted = Promise.withResolvers<never>()
    const abort = () => {
      this.end()
      aborted.reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    try {
      const called = life.untilDeath(life.started.then(() => use(life.remote)))
      const outcome = await Promise.race([called, aborted.promise])
      if (!outcome.ok && lasting.has(outcome.reason)) this.end()
      return outcome
    } catch (error) {
      signal.throwIfAborted()
      this.end()
      return failure('unexpected', error instanceof Error ? `${error.name}: ${error.message}` : String(error))
    } finally {
      signal.removeEventListener('abort', abort)
      this.#onProgress = undefined
      if (this.#life !== undefined) this.#idle = setTimeout(() => this.end(), this.#options.idleMs)
    }
  }

  /**
   * Makes the worker ready to run networks this way (on the processor where none is given). Fails as `MattingWorker.startRuntime` does, or with
   * `worker-died`. One that falls silent over it is ended and another one tried: in Firefox (153, on a busy machine) `new Worker` within a worker,
   * as the runtime calls it for its threads, now and then never returns.
   */
  async ready(way: Way | undefined, signal: AbortSignal): Promise<Outcome<null>> {
    for (let start = 0; start < mostStarts; start += 1) {
      if (this.#life?.isReady === true) return success(null)
      const silence = new AbortController()
      const begin: Use<null> = (remote) =>
        listeningTo(
          remote,
          async () => await remote.startRuntime(way),
          this.#options.askEveryMs,
          () => silence.abort(),
        )
      try {
        const outcome = await this.call(begin, AbortSignal.any([signal, silence.signal]))
        if (outcome.ok && this.#life !== undefined) this.#life.isReady = true
        return outcome
      } catch (error) {
        if (signal.aborted || !silence.signal.aborted) throw error
      }
    }
    return failure('worker-died', 'it fell silent while it started')
  }

  /**
   * Makes sure that the next call finds a worker that serves `place` and never served another: onnxruntime keeps what it was started with.
   * Tells whether that is one which has served already.
   */
  fit(place: string): boolean {
    if (this.#life !== undefined && this.#place !== place) this.end()
    this.#place = place
    return this.#life !== undefined
  }

  /** Learns, between two calls, how large the worker's wasm heap is: one that has grown too much is given back, as it never shrinks. */
  learnHeap(bytes: number): void {
    if (this.#life === undefined) return
    this.#life.firstHeapBytes ??= bytes
    if (bytes - this.#life.firstHeapBytes > mostGrowthBytes) this.end()
  }

  /** Ends the worker and gives all its memory back. */
  end(): void {
    clearTimeout(this.#idle)
    this.#life?.worker.terminate()
    this.#life = undefined
  }

  /** The life of the worker that serves this call, or why there is none: a browser may refuse workers altogether. */
  #started(): Life | Failure {
    try {
      return this.#start()
    } catch (error) {
      return failure('worker-died', String(error))
    }
  }

  #start(): Life {
    if (this.#life !== undefined) return this.#life
    const worker = this.#options.spawn()
    const remote = wrap<MattingWorker>(worker)
    const lifespan = lifespanOf(worker, remote.start({ baseUrl: this.#options.baseUrl }))
    const untilDeath = endedBy(lifespan.death)
    const life: Life = { worker, remote, isReady: false, untilDeath, ...lifespan }
    // One listener for the worker's whole life: each Comlink callback holds a port until it is collected.
    remote.onProgress(proxy((progress: Progress) => this.#onProgress?.(progress))).catch(() => {})
    const { onMask } = this.#options
    if (onMask !== undefined) remote.onMask(proxy(onMask)).catch(() => {})
    this.#life = life
    life.death.then(() => {
      if (this.#life === life) this.end()
    })
    return life
  }
}
