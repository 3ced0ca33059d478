import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { baseOf } from '../access.ts'
import type { ServeContext } from '../context.ts'
import { docsPage } from './docsPage.ts'
import { openApi } from './openapi.ts'

/** Health, figures, and what can be called here. */
export function aboutRoutes(app: FastifyInstance, { desk, metrics, options }: ServeContext, isUp: () => boolean): void {
  app.get('/healthz', async (_, reply) => {
    const status = desk.isDraining ? 'stopping' : isUp() ? 'ok' : 'starting a browser'
    return await reply.code(desk.isDraining ? 503 : 200).send({ status, ...desk.counts, workers: options.workers })
  })

  app.get('/metrics', async (_, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )

  app.get('/openapi.json', async (request) => openApi(baseOf(request)))

  app.get('/docs', async (request, reply) => {
    const page = docsPage(openApi(baseOf(request)))
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    reply.header(
      'content-security-policy',
      `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'`,
    )
    return await reply.type('text/html; charset=utf-8').send(page)
  })

  app.get('/', async (_, reply) => reply.redirect('/docs'))
}
