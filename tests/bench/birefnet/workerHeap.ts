import type { CDPSession } from '@playwright/test'

const everyMs = 50

/** Follows the JavaScript heaps of a page's workers, array buffers included, the wasm heap not. */
export class WorkerHeap {
  readonly #client: CDPSession
  readonly #sessions: string[] = []
  readonly #timer: NodeJS.Timeout
  #peak = 0

  constructor(client: CDPSession) {
    this.#client = client
    client.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.#sessions.push(sessionId)
    })
    client.on('Target.receivedMessageFromTarget', ({ message }) => this.#take(message))
    this.#timer = setInterval(() => this.#ask(), everyMs)
  }

  /** Stops following; the most that one worker held. */
  async peakBytes(): Promise<number> {
    clearInterval(this.#timer)
    return this.#peak
  }

  #ask(): void {
    const message = JSON.stringify({ id: 1, method: 'Runtime.getHeapUsage' })
    for (const sessionId of this.#sessions) {
      this.#client.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => {})
    }
  }

  #take(message: string): void {
    const { result }: { result?: { usedSize?: number; backingStorageSize?: number } } = JSON.parse(message)
    this.#peak = Math.max(this.#peak, (result?.usedSize ?? 0) + (result?.backingStorageSize ?? 0))
  }
}
