import { type Call, CallError } from './calls/call.ts'
import { falCall } from './calls/falCall.ts'
import { runCall } from './calls/runCall.ts'
import { runwareCall } from './calls/runwareCall.ts'
import type { Desk } from './perform.ts'
import { PictureBook } from './pictureBook.ts'
import { Refusal } from './refusal.ts'
import { toFrameSchema } from './toFrame.ts'
import type { CallFailure, FromFrame, Verb } from './wire.ts'

const calls = { run: runCall, runware: runwareCall, fal: falCall } satisfies Record<
  Verb,
  (call: Call) => Promise<object>
>

/** The engine's side of the port: answers each call of the page once, with what came of it or with the reason. */
export class Embedded {
  readonly #port: MessagePort
  readonly #desk: Desk
  readonly #running = new Map<number, AbortController>()
  readonly #kept = new Map<string, Blob>()
  readonly #fetching = new Map<number, PromiseWithResolvers<Blob>>()
  #lastFetch = 0

  constructor(port: MessagePort, desk: Desk) {
    this.#port = port
    this.#desk = desk
    port.addEventListener('message', ({ data }) => this.#hear(data))
    port.start()
  }

  #hear(data: unknown): void {
    const heard = toFrameSchema.safeParse(data)
    if (!heard.success) return
    const message = heard.data
    if (message.kind === 'call') void this.#answer(message.id, message.verb, message.given)
    else if (message.kind === 'abort') this.#running.get(message.id)?.abort()
    else {
      const fetching = this.#fetching.get(message.id)
      this.#fetching.delete(message.id)
      if (message.kind === 'picture') fetching?.resolve(message.blob)
      else fetching?.reject(new Refusal('input-unreachable', message.why))
    }
  }

  async #answer(id: number, verb: Verb, given: unknown): Promise<void> {
    if (this.#running.has(id)) return
    const controller = new AbortController()
    this.#running.set(id, controller)
    const { signal } = controller
    const book = new PictureBook(this.#kept, (url) => this.#fetch(id, url, signal))
    const call: Call = {
      given: book.take(given),
      book,
      desk: this.#desk,
      signal,
      onProgress: (progress) => this.#say({ kind: 'progress', id, progress }),
      onPart: (value) => this.#say({ kind: 'part', id, value }),
    }
    try {
      this.#say({ kind: 'end', id, value: await calls[verb](call) })
    } catch (error) {
      this.#say({ kind: 'failed', id, failure: failureOf(error, signal) })
    } finally {
      this.#running.delete(id)
    }
  }

  /** The page fetches with its own rights: this frame may ask nobody but its own host. */
  #fetch(call: number, url: string, signal: AbortSignal): Promise<Blob> {
    this.#lastFetch += 1
    const id = this.#lastFetch
    const fetching = Promise.withResolvers<Blob>()
    this.#fetching.set(id, fetching)
    signal.addEventListener('abort', () => fetching.reject(signal.reason), { once: true })
    this.#say({ kind: 'fetch', id, call, url })
    return fetching.promise
  }

  #say(message: FromFrame): void {
    this.#port.postMessage(message)
  }
}

function failureOf(error: unknown, signal: AbortSignal): CallFailure {
  if (error instanceof CallError) return error.failure
  const message = signal.aborted ? 'The call was cancelled.' : `Clearcut made a mistake: ${String(error)}`
  return { status: 500, reason: signal.aborted ? 'cancelled' : 'unexpected', message, body: { detail: message } }
}
