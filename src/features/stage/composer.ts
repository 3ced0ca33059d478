import type { ComposedView } from '#core/look.ts'
import type { Outcome } from '#core/outcome.ts'

/** With what care something is composed. */
export interface Care {
  /** In detail, for what is looked at closely. */
  isFine: boolean
  /** With the subject measured to the pixel. */
  isExact: boolean
}

/** Something to compose: once quickly for the screen and, where more care is wanted, once more with that. */
export interface Wanted<T> extends Care {
  /** One name for all that make the same picture. */
  name: string
  request: T
}

/** A composed picture, owned by whoever is handed it, and the name of what it was made of. */
export interface Result extends ComposedView {
  made: string
}

type Compose<T> = (request: T, care: Care, signal: AbortSignal) => Promise<Outcome<ComposedView>>

/**
 * Keeps the composed picture up to date while its settings are changed. One request runs at a time, always for the latest settings, so that a control
 * that is dragged is followed as fast as pictures can be made. What could not be made is not tried again until something changes.
 */
export class Composer<T> {
  readonly #compose: Compose<T>
  readonly #show: (result: Result) => void
  readonly #stop = new AbortController()
  #wanted: Wanted<T> | undefined
  /** What was made or tried last, and how. */
  #made: (Care & { name: string }) | undefined
  #isRunning = false

  constructor(compose: Compose<T>, show: (result: Result) => void) {
    this.#compose = compose
    this.#show = show
  }

  /** Says what is to be seen from now on; nothing, where undefined. */
  want(wanted: Wanted<T> | undefined): void {
    this.#wanted = wanted
    if (wanted === undefined) this.#made = undefined
    if (!this.#isRunning) void this.#run()
  }

  /** Shows nothing any more; what comes in is closed. */
  end(): void {
    this.#stop.abort()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    for (let next = this.#next(); next !== undefined; next = this.#next()) await this.#make(next)
    this.#isRunning = false
  }

  #next(): Wanted<T> | undefined {
    const wanted = this.#wanted
    if (wanted === undefined || this.#stop.signal.aborted) return undefined
    const made = this.#made
    if (made?.name !== wanted.name) return { ...wanted, isFine: false, isExact: false }
    return (wanted.isFine && !made.isFine) || (wanted.isExact && !made.isExact) ? wanted : undefined
  }

  async #make({ name, request, isFine, isExact }: Wanted<T>): Promise<void> {
    const { signal } = this.#stop
    // What fails counts as made: it is not tried again.
    this.#made = { name, isFine, isExact: true }
    const outcome = await this.#compose(request, { isFine, isExact }, signal).catch(() => undefined)
    if (outcome?.ok !== true) return
    if (this.#made?.name === name) this.#made = { name, isFine, isExact: outcome.value.isExact }
    if (signal.aborted || this.#wanted === undefined) outcome.value.picture.close()
    else this.#show({ ...outcome.value, made: name })
  }
}
