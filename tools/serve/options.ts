import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { longestTtlSeconds } from '#core/tasks/task.ts'

/** What a server is started with. */
export interface ServeOptions {
  port: number
  host: string
  /** Whoever calls must know it; only this machine itself may do without. */
  token?: string
  /** Engine pages side by side. */
  workers: number
  /** Model that cuts where a request names none. */
  model?: string
  /** Folder of model files that may be brought onto the device. */
  models: string
  /** Hosts (`name`, `name:port`, address) that may be fetched and told although they are not public. */
  allowUrls: readonly string[]
  /** Origins of web pages that may call. */
  allowOrigins: readonly string[]
  /** Seconds that results and uploads stay. */
  ttlSeconds: number
  /** Most megabytes of one picture. */
  maxMb: number
  /** Folder for what is kept over a restart. */
  keep: string
  limits: Limits
}

export interface Limits {
  /** Requests of one client in a minute. */
  perMinute: number
  /** Tasks of one client that wait or run. */
  tasksOfClient: number
  /** Tasks that wait or run in all. */
  tasks: number
  /** WebSockets of one client that are open at a time. */
  socketsOfClient: number
  /** Milliseconds for a request to arrive, for a fetch, for one try of a webhook, for one task. */
  requestMs: number
  fetchMs: number
  deliveryMs: number
  taskMs: number
  /** Milliseconds before the first repetition of a webhook; doubled each time. */
  backoffMs: number
  /** Tries of a webhook or a put. */
  tries: number
}

export const usualLimits: Limits = {
  perMinute: 1200,
  tasksOfClient: 200,
  tasks: 1000,
  socketsOfClient: 50,
  requestMs: 120_000,
  fetchMs: 30_000,
  deliveryMs: 15_000,
  taskMs: 15 * 60_000,
  backoffMs: 1000,
  tries: 6,
}

export const usage = `npm run serve [-- options]

Speaks the hosted services' APIs and cuts on this machine.
  --port 8787          0 takes a free one
  --host 127.0.0.1     any other than this machine itself needs a token
  --token T            what callers have to know (or CLEARCUT_TOKEN)
  --workers N          engine pages side by side (1)
  --model ID           model that cuts where a request names none (auto)
  --models DIR         folder of model files (public/models, where "npm run models" puts them)
  --allow-url HOST     may be fetched from or told although it is not public; as often as needed
  --allow-origin URL   web pages of this origin may call; as often as needed
  --ttl S              seconds that results stay (3600)
  --max-mb N           most megabytes of a picture (50)
  --rate N             requests of one client in a minute (${usualLimits.perMinute})
  --keep DIR           what is kept over a restart (.cache/serve/PORT)`

type Parsed = { ok: true; options: ServeOptions } | { ok: false; message: string }

/** Reads the command line; an empty message asks for the usage. */
export function parseServeArgs(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Parsed {
  const wrong = (message: string): Parsed => ({ ok: false, message })
  let values: ReturnType<typeof readArgs>
  try {
    values = readArgs(args)
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
  if (values.help === true) return wrong('')
  const numbers = {
    port: whole(values.port, 8787, 0, 65_535),
    workers: whole(values.workers, 1, 1, 16),
    ttlSeconds: whole(values.ttl, 3600, 60, longestTtlSeconds),
    maxMb: whole(values['max-mb'], 50, 1, 1000),
    perMinute: whole(values.rate, usualLimits.perMinute, 1, 1e6),
  }
  const { port, workers, ttlSeconds, maxMb, perMinute } = numbers
  if (port === undefined) return wrong('--port takes a number from 0 to 65535.')
  if (workers === undefined) return wrong('--workers takes a number from 1 to 16.')
  if (ttlSeconds === undefined) return wrong('--ttl takes a number of seconds from 60 on.')
  if (maxMb === undefined) return wrong('--max-mb takes a number from 1 to 1000.')
  if (perMinute === undefined) return wrong('--rate takes a number from 1 on.')
  const host = values.host ?? '127.0.0.1'
  const token = values.token ?? environment['CLEARCUT_TOKEN']
  if (token !== undefined && token.length < 8) return wrong('--token needs at least 8 characters.')
  if (!isLoopback(host) && token === undefined)
    return wrong(`--host ${host} lets others in: give a --token that they have to know.`)
  const root = resolve(import.meta.dirname, '../..')
  return {
    ok: true,
    options: {
      port,
      host,
      ...(token === undefined ? {} : { token }),
      workers,
      ...(values.model === undefined ? {} : { model: values.model }),
      models: resolve(values.models ?? join(root, 'public', 'models')),
      allowUrls: values['allow-url'] ?? [],
      allowOrigins: values['allow-origin'] ?? [],
      ttlSeconds,
      maxMb,
      keep: resolve(values.keep ?? join(root, '.cache', 'serve', String(port))),
      limits: { ...usualLimits, perMinute },
    },
  }
}

export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

function whole(text: string | undefined, usual: number, min: number, max: number): number | undefined {
  if (text === undefined) return usual
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  return number >= min && number <= max ? number : undefined
}

function readArgs(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      token: { type: 'string' },
      workers: { type: 'string' },
      model: { type: 'string' },
      models: { type: 'string' },
      'allow-url': { type: 'string', multiple: true },
      'allow-origin': { type: 'string', multiple: true },
      ttl: { type: 'string' },
      'max-mb': { type: 'string' },
      rate: { type: 'string' },
      keep: { type: 'string' },
      help: { type: 'boolean' },
    },
  }).values
}
