import type { CallFailure, CallProgress, FromFrame, Greeting, ToFrame, Verb } from './wire.ts'

const greeting: Greeting = 'clearcut-embed-1'

/** Milliseconds in which a page that has loaded has to answer. */
const answerMs = 10_000

/** Why a call came to nothing: a reason, a sentence, and status and body as the service that was asked would answer. */
class ClearcutError extends Error {
  override name = 'ClearcutError'
  readonly status: number
  readonly reason: string
  readonly body: object

  constructor({ status, reason, message, body }: CallFailure) {
    super(message)
    this.status = status
    this.reason = reason
    this.body = body
  }
}

interface Listening {
  signal?: AbortSignal
  onProgress?(progress: CallProgress): void
  onPart?(value: object): void
}

type Pending = Listening & PromiseWithResolvers<object>

/** The invisible frame with the engine, and the port to it. */
export class FrameLink {
  readonly #frame: HTMLIFrameElement
  readonly #port: MessagePort
  readonly #calls = new Map<number, Pending>()
  #last = 0
  #isClosed = false

  private constructor(frame: HTMLIFrameElement, port: MessagePort) {
    this.#frame = frame
    this.#port = port
    port.addEventListener('message', ({ data }) => this.#hear(data))
    // Where the frame is taken out of the page by others, nothing waits for ever.
    port.addEventListener('close', () => this.close())
  }

  static async open(address: URL, timeoutMs: number, signal?: AbortSignal): Promise<FrameLink> {
    signal?.throwIfAborted()
    const frame = document.createElement('iframe')
    // Threads need an isolated page, which this frame is only in an isolated one.
    Object.assign(frame, {
      hidden: true,
      title: 'Clearcut',
      tabIndex: -1,
      allow: 'cross-origin-isolated',
      src: address.href,
    })
    const { port1, port2 } = new MessageChannel()
    const ready = Promise.withResolvers<void>()
    const refuse = (why: string) => ready.reject(failed('not-opened', why))
    const hear = ({ data }: MessageEvent<FromFrame>) => {
      if (data.kind === 'ready') ready.resolve()
      if (data.kind === 'refused') refuse(data.why)
    }
    port1.addEventListener('message', hear)
    port1.start()
    let patience = setTimeout(() => refuse(`${address.origin} does not answer.`), timeoutMs)
    const greet = () => {
      clearTimeout(patience)
      const why = `${address.href} does not answer: it cannot be reached, or was not built for ${location.origin} (CLEARCUT_EMBED).`
      patience = setTimeout(() => refuse(why), Math.min(answerMs, timeoutMs))
      frame.contentWindow?.postMessage(greeting, address.origin, [port2])
    }
    const abort = () => ready.reject(signal?.reason)
    signal?.addEventListener('abort', abort)
    frame.addEventListener('load', greet, { once: true })
    document.body.append(frame)
    try {
      await ready.promise
      return new FrameLink(frame, port1)
    } catch (error) {
      frame.remove()
      port1.close()
      throw error
    } finally {
      clearTimeout(patience)
      port1.removeEventListener('message', hear)
      signal?.removeEventListener('abort', abort)
    }
  }

  async call(verb: Verb, given: unknown, listening: Listening): Promise<object> {
    const { signal } = listening
    signal?.throwIfAborted()
    if (this.#isClosed) throw closed()
    this.#last += 1
    const id = this.#last
    const pending: Pending = { ...listening, ...Promise.withResolvers<object>() }
    this.#calls.set(id, pending)
    const abort = () => {
      this.#say({ kind: 'abort', id })
      pending.reject(signal?.reason)
    }
    signal?.addEventListener('abort', abort)
    try {
      this.#say({ kind: 'call', id, verb, given })
      return await pending.promise
    } finally {
      this.#calls.delete(id)
      signal?.removeEventListener('abort', abort)
    }
  }

  close(): void {
    this.#isClosed = true
    this.#frame.remove()
    this.#port.close()
    for (const { reject } of this.#calls.values()) reject(closed())
  }

  #hear(message: FromFrame): void {
    if (message.kind === 'fetch') void this.#fetch(message.id, message.url, this.#calls.get(message.call)?.signal)
    if (!('id' in message)) return
    const pending = this.#calls.get(message.id)
    if (message.kind === 'progress') pending?.onProgress?.(message.progress)
    else if (message.kind === 'part') pending?.onPart?.(message.value)
    else if (message.kind === 'end') pending?.resolve(message.value)
    else if (message.kind === 'failed') pending?.reject(new ClearcutError(message.failure))
  }

  async #fetch(id: number, url: string, signal: AbortSignal | undefined): Promise<void> {
    try {
      const response = await fetch(url, signal === undefined ? {} : { signal })
      if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}.`)
      this.#say({ kind: 'picture', id, blob: await response.blob() })
    } catch (error) {
      this.#say({ kind: 'no-picture', id, why: `The picture could not be fetched from its address: ${String(error)}` })
    }
  }

  #say(message: ToFrame): void {
    this.#port.postMessage(message)
  }
}

function failed(reason: string, message: string): ClearcutError {
  return new ClearcutError({ status: 0, reason, message, body: { reason, message } })
}

function closed(): ClearcutError {
  return failed('closed', 'Clearcut was closed.')
}
