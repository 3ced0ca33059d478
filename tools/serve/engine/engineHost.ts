import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import sirv from 'sirv'
import type { StockFile } from '#embed/stock.ts'
import { headersOf } from '../../headers.ts'

/** One run's own doors: where its page takes pictures from and puts files to. */
export interface Doors {
  pictures: Readonly<Record<string, () => NodeJS.ReadableStream>>
  take(id: string, body: IncomingMessage): Promise<void>
}

/** Serves the built app to the engine's pages, on this machine only, with the pictures and files of the runs that are under way. */
export class EngineHost {
  readonly url: string
  /** Model files that pages may bring onto the device. */
  readonly stock: StockFile[]
  readonly #doors = new Map<string, Doors>()
  readonly #close: () => Promise<void>

  private constructor(url: string, stock: StockFile[], close: () => Promise<void>) {
    this.url = url
    this.stock = stock
    this.#close = close
  }

  static async open(app: string, models: string): Promise<EngineHost> {
    const files = sirv(app, {
      setHeaders: (response, path) => {
        for (const [name, value] of Object.entries(headersOf(path.slice(1)))) response.setHeader(name, value)
      },
    })
    let host: EngineHost | undefined
    const server = createServer((request, response) => {
      const isDoor = request.url?.startsWith('/run/') === true
      if (isDoor && host !== undefined) void host.#answer(request, response)
      else if (request.url?.startsWith('/stock/') === true) giveModel(models, request.url, response)
      else {
        files(request, response, () => {
          response.writeHead(404).end()
        })
      }
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    const close = () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      })
    host = new EngineHost(`http://127.0.0.1:${port}/`, stockOf(models), close)
    return host
  }

  /** Opens doors under an address that nobody else can guess; it ends with a slash. */
  openDoors(doors: Doors): { url: string; close(): void } {
    const key = randomUUID()
    this.#doors.set(key, doors)
    return { url: `${this.url}run/${key}/`, close: () => void this.#doors.delete(key) }
  }

  close(): Promise<void> {
    return this.#close()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, , key = '', name = ''] = (request.url ?? '').split('/')
    const doors = this.#doors.get(key)
    const picture = doors?.pictures[name]
    try {
      if (request.method === 'GET' && picture !== undefined) {
        response.writeHead(200, { 'content-type': 'application/octet-stream' })
        picture()
          .on('error', () => response.destroy())
          .pipe(response)
        return
      }
      if (request.method !== 'PUT' || doors === undefined) {
        response.writeHead(404).end()
        return
      }
      await doors.take(name, request)
      response.writeHead(204).end()
    } catch (error) {
      request.resume()
      // The caller is told of it: no paths.
      response.writeHead(507).end(error instanceof Error && 'code' in error ? `(${String(error.code)})` : '')
    }
  }
}

const modelFile = /\.(?:safetensors|onnx)$/i

/** Files that `npm run models` has put there are models; what the build itself needs in this folder is none of its catalogue. */
function stockOf(folder: string): StockFile[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => modelFile.test(name) && !name.startsWith('nano.'))
  return names.map((name) => ({ name, url: `stock/${encodeURIComponent(name)}` }))
}

/** The name is looked up among the files that there are: it never becomes a path by itself. */
function giveModel(folder: string, url: string, response: ServerResponse): void {
  const stocked = stockOf(folder).find((each) => `/${each.url}` === url)
  if (stocked === undefined) response.writeHead(404).end()
  else
    createReadStream(join(folder, stocked.name))
      .on('error', () => response.destroy())
      .pipe(response)
}
