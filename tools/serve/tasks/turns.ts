import { FairQueue } from '../fairQueue.ts'

/** Lets so many things of a fair queue be worked on at a time. */
export class Turns<T> {
  readonly #queue = new FairQueue<T>()
  readonly #places: number
  readonly #work: (item: T) => Promise<void>
  #running = 0
  #isStopped = false
  #idle: (() => void) | undefined

  /** @param work never rejects */
  constructor(places: number, work: (item: T) => Promise<void>) {
    this.#places = places
    this.#work = work
  }

  get running(): number {
    return this.#running
  }

  push(client: string, item: T): void {
    this.#queue.push(client, item)
    this.#pump()
  }

  /** Takes one out of its turn; false where it does not wait. */
  remove(item: T): boolean {
    return this.#queue.remove(item)
  }

  /** How many go before this one; of one that is still to come, all that wait. */
  position(item: T): number {
    return this.#queue.position(item) ?? this.#queue.length
  }

  /** Begins nothing more; resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true
    if (this.#running === 0) return
    await new Promise<void>((resolve) => {
      this.#idle = resolve
    })
  }

  #pump(): void {
    while (!this.#isStopped && this.#running < this.#places) {
      const item = this.#queue.take()
      if (item === undefined) return
      this.#running += 1
      void this.#work(item).finally(() => {
        this.#running -= 1
        if (this.#running === 0) this.#idle?.()
        this.#pump()
      })
    }
  }
}
