import type { Outcome } from '#core/outcome.ts'
import type { Progress } from '#core/progress.ts'
import { Queue } from './queue.ts'
import type { Thread, Use } from './thread.ts'

/** A thread with the queue that gives it one call at a time. */
export class Lane {
  readonly queue = new Queue()
  readonly thread: Thread

  constructor(thread: Thread) {
    this.thread = thread
  }

  /** Waits for its turn, then calls; see `Queue.enqueue` and `Thread.call`. */
  call<T>(use: Use<T>, signal: AbortSignal, onProgress?: (progress: Progress) => void): Promise<Outcome<T>> {
    return this.queue.enqueue(() => this.thread.call(use, signal, onProgress), signal)
  }
}
