import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { detailOf } from '#core/tasks/fal/fal.ts'
import type { Parsed } from '#core/tasks/problem.ts'
import { parseRembgForm, parseRembgQuery, type RembgRequest, taskOfRembg } from '#core/tasks/rembg/rembg.ts'
import { statusOf } from '#core/tasks/taskReasons.ts'
import { baseOf, clientOf } from '../access.ts'
import type { ServeContext } from '../context.ts'
import { type Form, formOf } from '../form.ts'
import { orderedEnd } from '../orderedEnd.ts'

export function rembgRoutes(app: FastifyInstance, context: ServeContext): void {
  app.get('/api/remove', async (request, reply) =>
    answer(parseRembgQuery(request.query), new Map(), 'query', request, reply, context),
  )

  app.post('/api/remove', async (request, reply) => {
    const { fields, files } = await formOf(request)
    // rembg reads the background from the address even where all else is in the form.
    const outcome = parseRembgForm({ ...(request.query as object), ...fields }, files.has('file'))
    return await answer(outcome, files, 'body', request, reply, context)
  })
}

async function answer(
  outcome: Parsed<RembgRequest>,
  files: Form['files'],
  place: 'body' | 'query',
  request: FastifyRequest,
  reply: FastifyReply,
  context: ServeContext,
): Promise<FastifyReply> {
  if (!outcome.ok) {
    context.metrics.refused.inc({ why: 'parameters' })
    return await reply.code(422).send(detailOf(outcome.problems, place))
  }
  const order = {
    dialect: 'rembg',
    name: randomUUID(),
    client: clientOf(request),
    task: taskOfRembg(outcome.value),
    request: outcome.value,
    base: baseOf(request),
    parts: files,
  } as const
  const { undone, job, retryAfter } = await orderedEnd(order, context, reply)
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  if (undone !== undefined) return await reply.code(statusOf(undone.reason)).send({ detail: undone.message })
  const [file] = job.done.files
  try {
    if (file === undefined) throw new Error('a task writes at least one file')
    return await reply
      .type(file.type)
      .header('x-clearcut-model', job.done.model.id)
      .send(await context.vault.read(file))
  } finally {
    await context.desk.forget(job.record)
  }
}
