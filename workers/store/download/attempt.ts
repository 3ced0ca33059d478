import type { DownloadSource } from '#core/shelf.ts'
import { type Answer, judge } from './answer.ts'
import { withoutQuery } from './ask.ts'
import { headBytes, looksLike } from './content.ts'
import type { Network } from './network.ts'
import { nextTask } from './nextTask.ts'
import type { Part } from './part.ts'
import type { Progression } from './progression.ts'

/** How one request ended. */
export type Step =
  /** All bytes are there, as far as lengths tell. */
  | { kind: 'ended' }
  | { kind: 'retry'; afterMs: number | undefined; detail: string }
  | { kind: 'changed' }
  | { kind: 'absent'; detail: string }
  /** The source has something else; nothing was written. */
  | { kind: 'wrong'; detail: string }
  /** What was written is not of this file. */
  | { kind: 'spoilt'; detail: string }

/** Makes one request for what is missing and writes what comes. Rejects with the signal's reason, or as `Part.append` throws. */
export async function attempt(
  source: DownloadSource,
  progression: Progression,
  network: Network,
  stallMs: number,
  signal: AbortSignal,
): Promise<Step> {
  const stall = new AbortController()
  const watchdog = new Watchdog(stallMs, () => stall.abort(new DOMException('no byte for too long', 'TimeoutError')))
  const from = progression.part.bytes
  const note = { at: Date.now(), url: withoutQuery(source.url), purpose: progression.order.name }
  let response: Response | undefined
  try {
    response = await network.fetch(source.url, {
      headers: requestHeaders(source, progression),
      // A second copy of hundreds of megabytes in the browser's cache would be of no use.
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, stall.signal]),
    })
    const answer = judge(response, progression.expectation(source))
    return await take(answer, response, source, progression, watchdog)
  } catch (error) {
    signal.throwIfAborted()
    if (!isLoss(error)) throw error
    return { kind: 'retry', afterMs: undefined, detail: String(stall.signal.reason ?? error) }
  } finally {
    watchdog.stop()
    stall.abort()
    if (new URL(source.url).origin !== network.ownOrigin) {
      const answered = response && { answeredBy: new URL(response.url || source.url).host, status: response.status }
      const receivedBytes = Math.max(0, progression.part.bytes - (response?.status === 206 ? from : 0))
      network.onRequest({ ...note, ...answered, receivedBytes: response === undefined ? 0 : receivedBytes })
    }
  }
}

/** `If-Range` only where it needs no permission (see `judge`). */
function requestHeaders(source: DownloadSource, { part, etagFor }: Progression): Record<string, string> {
  if (part.bytes === 0) return {}
  const etag = source.from === 'own' ? etagFor(source) : undefined
  return { range: `bytes=${part.bytes}-`, ...(etag === undefined ? {} : { 'if-range': etag }) }
}

async function take(
  answer: Answer,
  response: Response,
  source: DownloadSource,
  progression: Progression,
  watchdog: Watchdog,
): Promise<Step> {
  if (answer.kind === 'complete') return { kind: 'ended' }
  if (answer.kind !== 'whole' && answer.kind !== 'rest') return answer
  await progression.begin(source, answer)
  return await receive(response, progression, watchdog)
}

async function receive(response: Response, progression: Progression, watchdog: Watchdog): Promise<Step> {
  const { part, order } = progression
  const reader = response.body?.getReader()
  let isKnown = part.bytes >= headBytes
  for (;;) {
    const read = await readOrHash(reader, part)
    if (read === undefined || read.done) break
    watchdog.feed()
    part.append(read.value)
    if (!isKnown && part.bytes >= headBytes) {
      if (!looksLike(order.kind, part.head(headBytes)))
        return { kind: 'spoilt', detail: 'it does not begin like a model' }
      isKnown = true
    }
    if (part.bytes > (progression.totalBytes ?? Infinity))
      return { kind: 'spoilt', detail: 'more bytes than the file has' }
    progression.advanced()
  }
  const missing = (progression.totalBytes ?? part.bytes) - part.bytes
  return missing > 0
    ? { kind: 'retry', afterMs: undefined, detail: `cut ${missing} bytes before the end` }
    : { kind: 'ended' }
}

/** The next bytes. While there are none, the hash catches up with those that are on the disk. */
async function readOrHash(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined,
  part: Part,
): Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>> | undefined> {
  if (reader === undefined) return undefined
  let isPending = true
  const settle = () => {
    isPending = false
  }
  const next = reader.read()
  next.then(settle, settle)
  await Promise.resolve()
  while (isPending && part.canHash) {
    await nextTask()
    if (isPending) part.hashSlice()
  }
  return await next
}

/** Network errors are TypeErrors in all browsers; a stall aborts with a TimeoutError. */
function isLoss(error: unknown): boolean {
  return (
    error instanceof TypeError || (error instanceof DOMException && /^(Abort|Timeout|Network)Error$/.test(error.name))
  )
}

/** Calls out when it has not been fed for a while. */
class Watchdog {
  #fedAt = performance.now()
  readonly #timer: ReturnType<typeof setInterval>

  constructor(patienceMs: number, bark: () => void) {
    const look = () => performance.now() - this.#fedAt > patienceMs && bark()
    this.#timer = setInterval(look, Math.min(1000, patienceMs / 4))
  }

  feed(): void {
    this.#fedAt = performance.now()
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
