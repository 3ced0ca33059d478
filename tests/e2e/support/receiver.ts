import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a receiver was sent. */
export interface Received {
  method: string
  path: string
  type: string
  body: Buffer
  at: number
}

export interface Receiver {
  /** `127.0.0.1:port`, as `--allow-url` takes it. */
  host: string
  url: string
  received: Received[]
  /** What came to this path. */
  at(path: string): Received[]
  close(): void
}

/**
 * A receiver of webhooks and uploads that does as its paths say: `/fails-2/...` answers 500 twice and then takes it, `/refuses` always answers
 * 500, `/hangs` never answers, `/moved` redirects; any other takes what comes.
 */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const at = (path: string) => received.filter((each) => each.path === path)
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      const path = request.url ?? ''
      const { method = '', headers } = request
      received.push({ method, path, type: headers['content-type'] ?? '', body: Buffer.concat(parts), at: Date.now() })
      const failures = Number(/^\/fails-(\d+)/.exec(path)?.[1] ?? 0)
      if (path === '/hangs') return
      if (path === '/moved') response.writeHead(302, { location: '/elsewhere' }).end()
      else response.writeHead(path === '/refuses' || at(path).length <= failures ? 500 : 204).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    received,
    at,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
