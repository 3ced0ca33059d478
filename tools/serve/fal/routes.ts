import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { falEndpoints } from '#core/tasks/fal/fal.ts'
import type { ServeContext } from '../context.ts'
import type { Announced } from '../fileRoutes.ts'
import { FalDesk } from './desk.ts'

/** What a caller of one of fal's hosts wants. */
interface Wanted {
  host: 'run' | 'queue' | 'rest'
  method: string
  /** Without a slash at the start. */
  path: string
  query: URLSearchParams
}

const hosts: Readonly<Record<string, Wanted['host']>> = {
  'fal.run': 'run',
  'queue.fal.run': 'queue',
  'rest.fal.ai': 'rest',
  'rest.alpha.fal.ai': 'rest',
}

/** fal's three hosts below one address each, and all of them behind the one address that their client calls a proxy. */
export function falRoutes(app: FastifyInstance, context: ServeContext, announced: Map<string, Announced>): void {
  const desk = new FalDesk(context, announced)
  const below = (prefix: string, host: Wanted['host']) => async (request: FastifyRequest, reply: FastifyReply) => {
    const url = new URL(request.url, 'http://x')
    const path = url.pathname.slice(prefix.length)
    return await answer(desk, { host, method: request.method, path, query: url.searchParams }, request, reply)
  }
  app.all('/fal-ai/*', below('/', 'run'))
  app.all('/queue/*', below('/queue/', 'queue'))
  app.all('/storage/*', below('/', 'rest'))

  app.all('/fal/proxy', async (request, reply) => {
    const target = request.headers['x-fal-target-url']
    const url = typeof target === 'string' && URL.canParse(target) ? new URL(target) : undefined
    const host = url === undefined ? undefined : hosts[url.host]
    if (url === undefined || host === undefined)
      return await reply
        .code(412)
        .send({ detail: `x-fal-target-url must name one of ${Object.keys(hosts).join(', ')}.` })
    return await answer(
      desk,
      { host, method: request.method, path: url.pathname.slice(1), query: url.searchParams },
      request,
      reply,
    )
  })
}

const request = /^(.+)\/requests\/([0-9a-f-]{36})(?:\/(status|status\/stream|cancel))?$/

async function answer(
  desk: FalDesk,
  wanted: Wanted,
  incoming: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { host, method, path, query } = wanted
  if (host === 'rest') {
    if (method === 'POST' && /^storage\/upload\/initiate(?:-multipart)?$/.test(path))
      return await desk.announce(incoming, reply)
    return await reply.code(404).send({ detail: `There is no ${path.slice(0, 100)} here.` })
  }
  const [, app, id, part] = request.exec(path) ?? []
  if (app !== undefined && id !== undefined) {
    if (!isEndpoint(app)) return await unknown(app, reply)
    if (part === 'status' && method === 'GET') return await desk.status(id, query.get('logs') === '1', incoming, reply)
    if (part === 'status/stream' && method === 'GET')
      return await desk.stream(id, query.get('logs') === '1', incoming, reply)
    if (part === 'cancel' && method === 'PUT') return await desk.cancel(id, incoming, reply)
    if (part === undefined && method === 'GET') return await desk.result(id, incoming, reply)
    return await reply.code(405).send({ detail: 'Method Not Allowed' })
  }
  if (!falEndpoints.some((endpoint) => endpoint === path.replace(/\/$/, ''))) return await unknown(path, reply)
  if (method !== 'POST') return await reply.code(405).send({ detail: 'Method Not Allowed' })
  return host === 'queue'
    ? await desk.submit(query.get('fal_webhook') ?? undefined, incoming, reply)
    : await desk.run(incoming, reply)
}

/** The client leaves out the last part when it asks after a request. */
function isEndpoint(path: string): boolean {
  return falEndpoints.some((endpoint) => endpoint === path || endpoint.startsWith(`${path}/`))
}

async function unknown(path: string, reply: FastifyReply): Promise<FastifyReply> {
  const detail = `Application “${path.slice(0, 100)}” is not served here, only ${falEndpoints.join(' and ')}.`
  return await reply.code(404).send({ detail })
}
