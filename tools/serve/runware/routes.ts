import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { baseOf, clientOf, isToken, tokenOf } from '../access.ts'
import type { ServeContext } from '../context.ts'
import { RunwareSession } from './session.ts'
import type { Told } from './told.ts'

/** Messages of one connection that may be under way at a time. */
const mostAtOnce = 200

/** Milliseconds in which a connection has to sign in. */
const signInMs = 15_000

export function runwareRoutes(app: FastifyInstance, context: ServeContext): void {
  const session = (request: FastifyRequest) =>
    new RunwareSession(context, {
      client: clientOf(request),
      base: baseOf(request),
      isIn: isToken(tokenOf(request), context.access),
    })

  for (const path of ['/v1', '/runware', '/v1/']) {
    app.post(path, async (request, reply) => {
      const data: object[] = []
      const errors: object[] = []
      let [status, retryAfter] = [400, 0]
      await session(request).hear(request.body, (told: Told) => {
        if ('data' in told) data.push(told.data)
        else {
          errors.push(told.error)
          status = told.status ?? status
          retryAfter = Math.max(retryAfter, told.retryAfter ?? 0)
        }
      })
      if (retryAfter > 0) reply.header('retry-after', retryAfter)
      reply.code(data.length > 0 || errors.length === 0 ? 200 : status)
      return { ...(data.length > 0 ? { data } : {}), ...(errors.length > 0 ? { errors } : {}) }
    })
  }

  const open = new Map<string, number>()
  const speak = (socket: WebSocket, request: FastifyRequest) => {
    const client = clientOf(request)
    const count = (open.get(client) ?? 0) + 1
    if (count > context.options.limits.socketsOfClient) {
      context.metrics.refused.inc({ why: 'sockets' })
      return socket.close(1013, 'too many connections')
    }
    open.set(client, count)
    socket.on('close', () => {
      const left = (open.get(client) ?? 1) - 1
      if (left === 0) open.delete(client)
      else open.set(client, left)
    })
    converse(socket, session(request), context)
  }
  app.get('/ws/v1', { websocket: true }, speak)
  app.route({
    method: 'GET',
    url: '/v1',
    handler: async (_, reply) =>
      reply
        .code(405)
        .send({ errors: [{ code: 'methodNotAllowed', message: 'POST an array of tasks, or open a WebSocket.' }] }),
    wsHandler: speak,
  })
}

/** Answers each message of a connection; one that is flooded or never signed in is closed. */
function converse(socket: WebSocket, session: RunwareSession, { options, metrics, log }: ServeContext): void {
  let underWay = 0
  let heard: number[] = []
  const send = (message: object) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  }
  const signIn = setTimeout(() => {
    if (!session.isIn) socket.close(1008, 'sign in first')
  }, signInMs)
  socket.on('close', () => clearTimeout(signIn))
  socket.on('error', () => {})
  socket.on('message', (bytes: Buffer) => {
    const now = Date.now()
    heard = [...heard.filter((at) => at > now - 60_000), now]
    if (heard.length > options.limits.perMinute || underWay >= mostAtOnce) {
      metrics.refused.inc({ why: 'rate' })
      send({ errors: [{ code: 'rateLimitExceeded', message: 'Too many messages: wait a minute.', retryAfter: 60 }] })
      return
    }
    const message = parsedJson(bytes)
    if (message === undefined) {
      send({ errors: [{ code: 'invalidJSON', message: 'A message is JSON: an array of tasks.' }] })
      return
    }
    underWay += 1
    const tell = (told: Told) => send('data' in told ? { data: [told.data] } : { errors: [told.error] })
    session
      .hear(message, tell)
      .catch((error: unknown) => {
        log.error({ err: error }, 'a message went wrong')
        send({ errors: [{ code: 'internal', message: 'Clearcut made a mistake.' }] })
      })
      .finally(() => {
        underWay -= 1
      })
  })
}

function parsedJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
