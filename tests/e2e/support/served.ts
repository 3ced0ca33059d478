import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pino from 'pino'
import { type ServeOptions, usualLimits } from '#tools/serve/options.ts'
import { openServer, type Server, type ServerSurroundings } from '#tools/serve/server.ts'
import { test as base } from '../app.ts'
import { productPhoto } from './data.ts'

const built = resolve(import.meta.dirname, '../../../dist')

/** A server of the test's own, in its own folder, on a free port; all that it logs is in `log`. */
export interface Served extends Server {
  log: string[]
  keep: string
}

/** Opens a server; `receivers` are local servers that it may fetch from and tell. */
export async function served(
  change: Partial<ServeOptions> = {},
  surroundings: Partial<ServerSurroundings> = {},
): Promise<Served> {
  const keep = change.keep ?? mkdtempSync(join(tmpdir(), 'clearcut-served-'))
  const log: string[] = []
  const options: ServeOptions = {
    port: 0,
    host: '127.0.0.1',
    workers: 1,
    models: join(keep, 'models'),
    allowUrls: [],
    allowOrigins: [],
    ttlSeconds: 3600,
    maxMb: 10,
    keep,
    limits: { ...usualLimits, perMinute: 100_000, backoffMs: 20, tries: 4, deliveryMs: 1000 },
    ...change,
  }
  const write = (line: string) => void log.push(line)
  const server = await openServer(options, { app: built, log: pino({ base: null }, { write }), ...surroundings })
  const close = async () => {
    await server.close()
    if (change.keep === undefined) rmSync(keep, { recursive: true, force: true })
  }
  return { ...server, close, log, keep }
}

/** Tests that share one server. */
export const test = base.extend<object, { api: Served }>({
  api: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const server = await served()
      await use(server)
      await server.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

export const photoPath = productPhoto('served.png', 240, 180)
export const photo = readFileSync(photoPath)
export const photo64 = photo.toString('base64')

/** One of Runware's tasks: this photo cut, or what is changed of that. */
export function removeBackgroundTask(change: object = {}) {
  return {
    taskType: 'removeBackground',
    taskUUID: randomUUID() as string,
    model: 'auto',
    inputImage: photo64,
    ...change,
  }
}

export async function bytesAt(url: string): Promise<Buffer> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${response.status} for ${url}`)
  return Buffer.from(await response.arrayBuffer())
}
