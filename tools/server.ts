import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sirv from 'sirv'
import { headersOf } from './headers.ts'

interface ServerOptions {
  /** The folder with the built app. */
  folder: string
  /** The path below which it is served, with a slash at both ends. */
  base?: string
  /** Headers of the file at this path of the app; a plain host, such as a simple file server, sends none. */
  headers?: (path: string) => Readonly<Record<string, string>>
}

export interface AppServer {
  /** Address of the app, with a slash at the end. */
  url: string
  close(): Promise<void>
}

/** Serves the built app on a free port of this machine only, as a static host would. */
export async function serveApp({ folder, base = '/', headers = headersOf }: ServerOptions): Promise<AppServer> {
  const files = sirv(folder, {
    dev: true,
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(headers(path.slice(1)))) response.setHeader(name, value)
    },
  })
  const server = createServer((request, response) => {
    const notFound = () => {
      response.writeHead(404).end()
    }
    const path = request.url ?? '/'
    request.url = `/${path.slice(base.length)}`
    if (path.startsWith(base)) files(request, response, notFound)
    else notFound()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  // A number where the server listens on a socket file, which ours does not.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
