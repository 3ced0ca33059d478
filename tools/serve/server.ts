import { join } from 'node:path'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import websocket from '@fastify/websocket'
import fastify, { type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { inSentences } from '#core/tasks/taskReasons.ts'
import { aboutRoutes } from './about/routes.ts'
import { clientOf, isToken, refusalOf, tokenOf } from './access.ts'
import type { ServeContext } from './context.ts'
import { Deliveries } from './deliveries.ts'
import { Engines } from './engine/engines.ts'
import { errorBody, toldOf } from './errors.ts'
import { falRoutes } from './fal/routes.ts'
import { type Announced, fileRoutes } from './fileRoutes.ts'
import { createMetrics } from './metrics.ts'
import type { ServeOptions } from './options.ts'
import { Outside, OutsideError, type OutsideOptions } from './outside/outside.ts'
import { rembgRoutes } from './rembg/routes.ts'
import { removeBgRoutes } from './removeBg/routes.ts'
import { runwareRoutes } from './runware/routes.ts'
import { Journal } from './tasks/journal.ts'
import { Pictures } from './tasks/pictures.ts'
import { NotAcceptedError, TaskDesk } from './tasks/taskDesk.ts'
import { Vault } from './vault.ts'

/** How often what has expired is forgotten. */
const sweepEveryMs = 10_000

export interface Server {
  /** Address, without a slash at the end. */
  url: string
  /** Takes no more, lets what runs end, and stops; what waits stays on disk. */
  close(): Promise<void>
}

export interface ServerSurroundings {
  /** Folder of the built app. */
  app: string
  log: Logger
  /** Tests resolve names as they like. */
  resolve?: OutsideOptions['resolve']
}

/** Opens the server: the engine first, then its doors. */
export async function openServer(
  options: ServeOptions,
  { app: built, log, resolve }: ServerSurroundings,
): Promise<Server> {
  const { limits } = options
  const vault = await Vault.open(join(options.keep, 'files'))
  const { journal, jobs } = await Journal.open(join(options.keep, 'tasks'))
  const outside = new Outside({
    allowUrls: options.allowUrls,
    timeoutMs: Math.min(limits.fetchMs, Math.max(limits.fetchMs, limits.deliveryMs)),
    ...(resolve === undefined ? {} : { resolve }),
  })
  const telling = new Outside({
    allowUrls: options.allowUrls,
    timeoutMs: limits.deliveryMs,
    ...(resolve === undefined ? {} : { resolve }),
  })
  const usual = options.model === undefined ? {} : { usual: options.model }
  const engines = await Engines.open({
    app: built,
    models: options.models,
    workers: options.workers,
    limitMs: limits.taskMs,
    log,
    ...usual,
  })
  const pictures = new Pictures(vault, outside, options.maxMb * 1024 * 1024)
  const metrics = createMetrics(() => desk.counts)
  const desk = new TaskDesk(
    {
      engines,
      vault,
      journal,
      pictures,
      metrics,
      log,
      options,
      mayTell: mayTell(outside),
      onEnd: (job) => deliveries.begin(job),
    },
    jobs,
  )
  const context: ServeContext = { desk, vault, pictures, outside, metrics, options, access: options, log }
  const deliveries = new Deliveries({ ...context, outside: telling })
  const http = await doors(context, () => engines.isUp)
  desk.resume()
  const sweeper = setInterval(() => void desk.sweep(), sweepEveryMs)
  sweeper.unref()
  await http.listen({ port: options.port, host: options.host })
  const address = http.addresses().at(0)
  const port = typeof address === 'object' ? address.port : options.port
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  const url = `http://${host}:${port}`
  log.info({ url, workers: options.workers, stock: engines.stock, kept: jobs.length }, 'serving')
  return {
    url,
    close: async () => {
      clearInterval(sweeper)
      await desk.drain()
      await http.close()
      await deliveries.close()
      vault.close()
      await Promise.all([engines.close(), outside.close(), telling.close()])
    },
  }
}

/** A task whose end could be told to nobody is refused before it is begun. */
function mayTell(outside: Outside): (address: string) => void {
  return (address) => {
    try {
      outside.check(address)
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      throw new NotAcceptedError('delivery-refused', inSentences('delivery-refused', error.message))
    }
  }
}

/** The routes, behind everything that guards them. */
async function doors(context: ServeContext, isUp: () => boolean): Promise<FastifyInstance> {
  const { options, access, metrics, log } = context
  const { limits, maxMb } = options
  // Base64 takes a third more, and there is some JSON around it.
  const bodyLimit = Math.ceil(maxMb * 1.4 + 1) * 1024 * 1024
  const app = fastify({
    bodyLimit,
    requestTimeout: limits.requestMs,
    http: {
      headersTimeout: Math.min(60_000, limits.requestMs),
      // How often those who are slow are looked for.
      connectionsCheckingInterval: Math.min(30_000, limits.requestMs / 2),
    },
    // Nothing of a request is logged but its task: neither addresses nor bodies.
    logger: false,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
  })
  const refuse = (path: string, code: string, message: string) => errorBody(path, code, message)
  app.setErrorHandler(async (error, request, reply) => {
    const { status, code, message } = toldOf(error)
    if (status >= 500) log.error({ err: error, route: request.routeOptions.url }, 'a request went wrong')
    else metrics.refused.inc({ why: code })
    return await reply.code(status).send(refuse(request.url, code, message))
  })
  app.setNotFoundHandler(async (request, reply) =>
    reply.code(404).send(refuse(request.url, 'not-found', 'There is nothing at this address: see /docs.')),
  )
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    const refusal = refusalOf(request, access)
    if (refusal !== undefined) {
      metrics.refused.inc({ why: 'origin' })
      return await reply.code(403).send(refuse(request.url, 'forbidden', refusal))
    }
    const { origin } = request.headers
    if (origin !== undefined) reply.headers({ 'access-control-allow-origin': origin, vary: 'Origin' })
    if (request.method === 'OPTIONS') {
      const asked = request.headers['access-control-request-headers']
      return await reply
        .code(204)
        .headers({ 'access-control-allow-methods': 'GET, POST, PUT', 'access-control-allow-headers': asked ?? '' })
        .send()
    }
    if (isOpen(request.url) || isToken(tokenOf(request), access)) return
    metrics.refused.inc({ why: 'token' })
    return await reply.code(401).send(refuse(request.url, 'invalid-api-key', 'The token is missing or wrong.'))
  })
  await app.register(rateLimit, {
    max: limits.perMinute,
    timeWindow: '1 minute',
    keyGenerator: clientOf,
    allowList: (request) => request.url === '/healthz',
    errorResponseBuilder: (_, { after }) =>
      Object.assign(new Error(`Too many requests: try again in ${after}.`), { statusCode: 429 }),
  })
  await app.register(formbody, { bodyLimit })
  await app.register(multipart, {
    limits: { fileSize: maxMb * 1024 * 1024, files: 4, fields: 64, fieldSize: bodyLimit, parts: 70, headerPairs: 100 },
  })
  await app.register(websocket, { options: { maxPayload: bodyLimit } })
  app.removeContentTypeParser(['text/plain', 'application/json'])
  const parseJson = app.getDefaultJsonParser('error', 'error')
  // Clients name the type even where they send nothing, as fal's does when it cancels.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body.length === 0 ? done(null, undefined) : parseJson(request, String(body), done),
  )
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_, body, done) => done(null, body))
  const announced = new Map<string, Announced>()
  fileRoutes(app, context, announced)
  runwareRoutes(app, context)
  falRoutes(app, context, announced)
  removeBgRoutes(app, context)
  rembgRoutes(app, context)
  aboutRoutes(app, context, isUp)
  return app
}

/** Files lie under addresses that nobody can guess; Runware's callers may sign in with their first task; who runs it asks whether it is well. */
function isOpen(url: string): boolean {
  return /^\/(?:files\/|healthz$|v1(?:[/?]|$)(?!\.0)|ws\/v1|runware)/.test(url) && !url.startsWith('/v1.0')
}
