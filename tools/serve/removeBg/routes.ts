import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Undone } from '#core/tasks/done.ts'
import {
  parseRemoveBg,
  removeBgAnswer,
  removeBgFailure,
  removeBgHeaders,
  removeBgProblems,
  taskOfRemoveBg,
} from '#core/tasks/removeBg/removeBg.ts'
import { inSentences, statusOf } from '#core/tasks/taskReasons.ts'
import { baseOf, clientOf } from '../access.ts'
import type { ServeContext } from '../context.ts'
import { formOf } from '../form.ts'
import { orderedEnd } from '../orderedEnd.ts'

export function removeBgRoutes(app: FastifyInstance, context: ServeContext): void {
  const { desk, vault, metrics } = context

  app.post('/v1.0/removebg', async (request, reply) => {
    const { fields, files } = await formOf(request)
    const outcome = parseRemoveBg(fields, [...files.keys()])
    if (!outcome.ok) {
      metrics.refused.inc({ why: 'parameters' })
      return await reply.code(400).send(removeBgProblems(outcome.problems))
    }
    const { image_file_b64: _, ...kept } = outcome.value
    const order = {
      dialect: 'removebg',
      name: randomUUID(),
      client: clientOf(request),
      task: taskOfRemoveBg(outcome.value),
      request: kept,
      base: baseOf(request),
      parts: files,
    } as const
    const { undone, job, retryAfter } = await orderedEnd(order, context, reply)
    if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
    if (undone !== undefined) return await refuse(reply, undone)
    const { done } = job
    const [file] = done.files
    try {
      if (file === undefined) throw new Error('a task writes at least one file')
      if (done.foreground === undefined)
        return await refuse(reply, { reason: 'nothing-found', message: inSentences('nothing-found') })
      reply.headers({ ...removeBgHeaders(outcome.value, done), 'x-clearcut-model': done.model.id })
      const bytes = await vault.read(file)
      const wantsJson = request.headers.accept?.includes('application/json') === true
      if (wantsJson) return await reply.send(removeBgAnswer(done, bytes.toString('base64')))
      return await reply
        .type(file.type)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .send(bytes)
    } finally {
      await desk.forget(job.record)
    }
  })

  // Nothing is charged here: the credits are as many as anyone may want.
  app.get('/v1.0/account', async () => ({
    data: {
      attributes: {
        credits: { total: 0, subscription: 0, payg: 0, enterprise: 0 },
        api: { free_calls: 1_000_000, sizes: 'all' },
      },
    },
  }))
}

async function refuse(reply: FastifyReply, undone: Undone): Promise<FastifyReply> {
  return await reply.code(statusOf(undone.reason)).send(removeBgFailure(undone))
}
