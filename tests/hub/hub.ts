import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { formulaLite } from '#tests/formula/cachedCheckpoint.ts'
import { hubContent, sha256 } from './content.ts'
import { type HubEntry, note } from './entry.ts'
import type { HubFileSpec } from './faults.ts'
import { sendFile } from './sendFile.ts'

/** A running look-alike of the Hugging Face hub. */
export interface Hub {
  /** With a slash at the end. */
  url: string
  cdnUrl: string
  /** Serves this file as `<repository>/resolve/<any>/<any>`. */
  put(repository: string, spec: HubFileSpec, content?: Buffer): HubEntry
  entry(repository: string): HubEntry | undefined
  close(): Promise<void>
}

/** Headers that the hub lets scripts read, as seen on its answers in 2026. */
const exposed =
  'X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Hash'

/**
 * Starts a hub on one port of 127.0.0.1 and its CDN on another. The hub answers `resolve` addresses with a redirect that carries the
 * file's hash; asked for its own media type it answers itself. Neither grants a CORS preflight on a file, as the real CDN does not.
 */
export async function startHub(): Promise<Hub> {
  const entries = new Map<string, HubEntry>()
  const cdn = createServer((request, response) => {
    const key = decodeURIComponent(new URL(request.url ?? '/', 'http://cdn').pathname.slice(1))
    const entry = entries.get(key)
    if (request.method === 'OPTIONS' || entry === undefined) {
      if (entry !== undefined) note(entry, 'cdn', request, 403)
      return void response.writeHead(request.method === 'OPTIONS' ? 403 : 404).end()
    }
    sendFile(entry, request, response)
  })
  const cdnUrl = await listen(cdn)
  const put: Hub['put'] = (repository, spec, content = contentOf(spec)) => {
    const entry = { spec, content, sha256: sha256(content), answers: [] }
    entries.set(repository, entry)
    return entry
  }
  const hub = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://hub')
    if (url.pathname.startsWith('/__control/')) return void control(request, response, put, entries)
    const repository = /^\/([^/]+\/[^/]+)\/resolve\/[^/]+\/.+$/.exec(url.pathname)?.[1]
    const entry = entries.get(repository ?? '')
    resolve(entry, request, response, `${cdnUrl}${encodeURIComponent(repository ?? '')}?Expires=1&Signature=x`)
  })
  const url = await listen(hub)
  return {
    url,
    cdnUrl,
    put,
    entry: (repository) => entries.get(repository),
    close: async () => {
      for (const server of [hub, cdn]) server.closeAllConnections()
      await Promise.all([hub, cdn].map((server) => new Promise((closed) => server.close(closed))))
    },
  }
}

let network: Buffer | undefined

function contentOf({ isNetwork = false, sizeBytes, seed }: HubFileSpec): Buffer {
  if (!isNetwork) return hubContent(sizeBytes, seed)
  network ??= readFileSync(formulaLite())
  return network
}

function resolve(entry: HubEntry | undefined, request: IncomingMessage, response: ServerResponse, cdn: string): void {
  const cors = {
    'access-control-allow-origin': request.headers.origin ?? '*',
    'access-control-expose-headers': exposed,
    vary: 'Origin, Accept',
  }
  if (entry === undefined) {
    return void response.writeHead(404, { ...cors, 'x-error-code': 'EntryNotFound' }).end('Entry not found')
  }
  const linked =
    entry.spec.isLinked === false
      ? {}
      : { 'x-linked-etag': `"${entry.sha256}"`, 'x-linked-size': entry.content.length, 'accept-ranges': 'bytes' }
  const isInfo =
    request.headers.accept?.includes('application/vnd.xet-fileinfo+json') === true && entry.spec.isLinked !== false
  if (isInfo) {
    note(entry, 'hub', request, 200)
    const info = { hash: 'f'.repeat(64), refreshUrl: '/api', size: entry.content.length, etag: entry.sha256 }
    response.writeHead(200, { ...cors, ...linked, 'content-type': 'application/vnd.xet-fileinfo+json; charset=utf-8' })
    return void response.end(JSON.stringify(info))
  }
  note(entry, 'hub', request, 302)
  response.writeHead(302, { ...cors, ...linked, location: cdn, 'content-type': 'text/plain; charset=utf-8' })
  response.end(`Found. Redirecting to ${cdn}`)
}

/** What a test in a browser, which cannot call this module, says and asks. */
async function control(
  request: IncomingMessage,
  response: ServerResponse,
  put: Hub['put'],
  entries: Map<string, HubEntry>,
): Promise<void> {
  const repository = decodeURIComponent((request.url ?? '').slice('/__control/'.length))
  const cors = { 'access-control-allow-origin': '*', 'access-control-allow-methods': '*' }
  if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end()
  if (request.method === 'PUT') {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    put(repository, JSON.parse(Buffer.concat(chunks).toString()))
  }
  const entry = entries.get(repository)
  response.writeHead(entry === undefined ? 404 : 200, { ...cors, 'content-type': 'application/json' })
  response.end(JSON.stringify({ sha256: entry?.sha256, sizeBytes: entry?.content.length, answers: entry?.answers }))
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  // A listening TCP server has an address with a port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
