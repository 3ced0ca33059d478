import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import websocket from '@fastify/websocket'
import fastify, { type FastifyInstance } from 'fastify'
import { aboutRoutes } from './about/routes.ts'
import { clientOf, isToken, refusalOf, tokenOf } from './access.ts'
import type { ServeContext } from './context.ts'
import { errorBody, toldOf } from './errors.ts'
import { falRoutes } from './fal/routes.ts'
import { filePartRoutes } from './fileParts.ts'
import { type Announced, fileRoutes } from './fileRoutes.ts'
import { rembgRoutes } from './rembg/routes.ts'
import { removeBgRoutes } from './removeBg/routes.ts'
import { runwareRoutes } from './runware/routes.ts'

/** The routes, behind everything that guards them. */
export async function doors(context: ServeContext, isUp: () => boolean): Promise<FastifyInstance> {
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
  filePartRoutes(app, context, announced)
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
