import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { hubContent, sha256 } from './content.ts'
import { type HubEntry, note } from './entry.ts'
import type { Fault, HubAnswer } from './faults.ts'

const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' }

/** Answers a request of the CDN with the file, or what its next fault makes of it. */
export function sendFile(entry: HubEntry, request: IncomingMessage, response: ServerResponse): void {
  const fault = entry.spec.faults.shift() ?? entry.spec.always ?? { kind: 'none' }
  if (fault.kind === 'status') {
    note(entry, 'cdn', request, fault.status)
    return void response.writeHead(fault.status, { ...cors, ...fault.headers }).end('not now')
  }
  if (fault.kind === 'html') {
    note(entry, 'cdn', request, 200)
    return void response
      .writeHead(200, { ...cors, 'content-type': fault.type })
      .end(`<!doctype html>${'<p>Log in'.repeat(99)}`)
  }
  const content = contentUnder(fault, entry)
  const etag = content === entry.content ? etagOf(entry.content) : etagOf(content)
  const from = startOf(request, etag)
  const headers = { ...cors, etag, 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream' }
  if (from !== undefined && from >= content.length) {
    note(entry, 'cdn', request, 416)
    return void response.writeHead(416, { ...headers, 'content-range': `bytes */${content.length}` }).end()
  }
  const start = from ?? 0
  const status = from === undefined ? 200 : 206
  const answer = note(entry, 'cdn', request, status)
  const range = status === 206 ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}
  response.writeHead(status, { ...headers, ...range, 'content-length': content.length - start })
  if (request.method === 'HEAD') return void response.end()
  stream(content, start, fault, response, { answer, pace: entry.spec.pace }).catch(() => response.destroy())
}

function contentUnder(fault: Fault, { content, spec }: HubEntry): Buffer {
  if (fault.kind === 'replaced') return hubContent(content.length, spec.seed + 1)
  if (fault.kind === 'length') return hubContent(fault.bytes, spec.seed)
  if (fault.kind !== 'flip') return content
  const flipped = Buffer.from(content)
  flipped[fault.at] = (flipped[fault.at] ?? 0) ^ 1
  return flipped
}

const etags = new WeakMap<Buffer, string>()

function etagOf(content: Buffer): string {
  const known = etags.get(content) ?? `"${sha256(content).slice(0, 32)}"`
  etags.set(content, known)
  return known
}

/** Where the answer starts; undefined for the whole file. */
function startOf({ headers }: IncomingMessage, etag: string): number | undefined {
  const start = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1]
  if (start === undefined) return undefined
  return headers['if-range'] === undefined || headers['if-range'] === etag ? Number(start) : undefined
}

/** How long a lost connection is silent before it breaks. */
const silenceMs = 60

async function stream(
  content: Buffer,
  start: number,
  fault: Fault,
  response: ServerResponse,
  { answer, pace }: { answer: HubAnswer; pace: number | undefined },
): Promise<void> {
  const stop = fault.kind === 'cut' || fault.kind === 'stall' ? Math.max(start, fault.at) : content.length
  const step = fault.kind === 'drip' ? fault.bytes : 256 * 1024
  const startedAt = performance.now()
  for (let at = start; at < stop && !response.destroyed; at += step) {
    const piece = content.subarray(at, Math.min(at + step, stop))
    answer.sentBytes += piece.length
    if (!response.write(piece)) await drained(response)
    if (fault.kind === 'drip') await wait(fault.everyMs)
    const aheadMs = pace === undefined ? 0 : ((at + step - start) / pace) * 1000 - (performance.now() - startedAt)
    if (aheadMs > 1) await wait(aheadMs)
  }
  if (fault.kind === 'stall') return
  if (fault.kind === 'cut' && fault.isAbrupt !== true) await wait(silenceMs)
  // An end before the promised length is an error to the browser, which then drops what it has not handed out yet.
  if (fault.kind === 'cut') response.socket?.end()
  else response.end()
}

async function drained(response: ServerResponse): Promise<void> {
  const settled = new AbortController()
  const either = (event: string) => once(response, event, { signal: settled.signal })
  await Promise.race([either('drain'), either('close')]).finally(() => settled.abort())
}
