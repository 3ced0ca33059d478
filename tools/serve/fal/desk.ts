import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { detailOf, type FalRequest, parseFal, taskOfFal } from '#core/tasks/fal/fal.ts'
import { baseOf, clientOf } from '../access.ts'
import type { ServeContext } from '../context.ts'
import type { Announced } from '../fileRoutes.ts'
import { hasEnded, type Job } from '../tasks/job.ts'
import { falEnd, falStatus, links, refuse, unknown } from './answers.ts'

const uploadSchema = z.object({ file_name: z.string().max(500), content_type: z.string().max(200) })

/** Files that are announced and not yet there; more are refused. */
const mostAnnounced = 1000

/** How often a stream of status says that it is still there, below the patience of fal's own client. */
const heartbeatMs = 5_000

/** What fal's hosts do: run, queue, status, result, cancel, uploads. */
export class FalDesk {
  readonly #context: ServeContext
  readonly #announced: Map<string, Announced>

  constructor(context: ServeContext, announced: Map<string, Announced>) {
    this.#context = context
    this.#announced = announced
  }

  async run(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const job = await this.#accept(undefined, request, reply)
    if (job === undefined) return reply
    const left = () => {
      if (!reply.raw.writableFinished) void this.#context.desk.cancel(job)
    }
    reply.raw.once('close', left)
    await this.#context.desk.ended(job)
    reply.raw.off('close', left)
    return await this.#sendEnd(job, reply)
  }

  async submit(webhook: string | undefined, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const job = await this.#accept(webhook, request, reply)
    if (job === undefined) return reply
    return await reply
      .code(200)
      .header('x-fal-request-id', job.name)
      .send({ status: 'IN_QUEUE', queue_position: this.#position(job), ...links(job) })
  }

  async status(id: string, logs: boolean, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const job = this.#find(id, request)
    if (job === undefined) return await unknown(reply)
    return await reply
      .code(hasEnded(job) ? 200 : 202)
      .header('x-fal-request-id', id)
      .send(this.#statusOf(job, logs))
  }

  /** Tells every change until the end, as events. */
  async stream(id: string, logs: boolean, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const job = this.#find(id, request)
    if (job === undefined) return await unknown(reply)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-fal-request-id': id })
    let told = 0
    const tell = () => {
      const status = this.#statusOf(job, logs)
      // Each event brings the lines that are new: the client puts them together.
      const fresh = job.logs.slice(told)
      told = job.logs.length
      raw.write(`data: ${JSON.stringify('logs' in status ? { ...status, logs: logs ? fresh : [] } : status)}\n\n`)
    }
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs)
    while (!hasEnded(job) && !raw.destroyed && !this.#context.desk.isDraining) {
      tell()
      await this.#context.desk.changed(job)
    }
    tell()
    clearInterval(heartbeat)
    raw.end()
    return reply
  }

  async result(id: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const job = this.#find(id, request)
    if (job === undefined) return await unknown(reply)
    if (!hasEnded(job)) return await reply.code(400).send({ detail: 'Request is still in progress' })
    return await this.#sendEnd(job, reply)
  }

  async cancel(id: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const job = this.#find(id, request)
    if (job === undefined) return await reply.code(404).send({ status: 'NOT_FOUND' })
    const isCancelled = await this.#context.desk.cancel(job)
    return isCancelled
      ? await reply.code(202).send({ status: 'CANCELLATION_REQUESTED' })
      : await reply.code(400).send({ status: 'ALREADY_COMPLETED' })
  }

  /** Says where a file is to be put, and under which address it then is. */
  async announce(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const upload = uploadSchema.safeParse(request.body)
    if (!upload.success) return await reply.code(422).send({ detail: 'file_name and content_type are required.' })
    const now = Date.now()
    for (const [id, { expiresAt }] of this.#announced) if (expiresAt < now) this.#announced.delete(id)
    if (this.#announced.size >= mostAnnounced)
      return await reply.code(503).header('retry-after', 60).send({ detail: 'Too many uploads are awaited.' })
    const id = randomUUID()
    this.#announced.set(id, { name: upload.data.file_name, expiresAt: now + 10 * 60_000 })
    const url = `${baseOf(request)}/files/${id}`
    return await reply.send({ upload_url: url, file_url: url })
  }

  async #accept(webhook: string | undefined, request: FastifyRequest, reply: FastifyReply): Promise<Job | undefined> {
    const { desk, outside, metrics } = this.#context
    const outcome = parseFal(request.body)
    if (!outcome.ok) {
      metrics.refused.inc({ why: 'parameters' })
      await reply.code(422).send(detailOf(outcome.problems))
      return undefined
    }
    try {
      if (webhook !== undefined) outside.check(webhook)
      const { image_url: _, ...rest } = outcome.value
      return await desk.accept({
        dialect: 'fal',
        name: randomUUID(),
        client: clientOf(request),
        task: taskOfFal(outcome.value, webhook),
        request: rest,
        base: baseOf(request),
      })
    } catch (error) {
      await refuse(error, reply)
      return undefined
    }
  }

  #find(id: string, request: FastifyRequest): Job | undefined {
    return this.#context.desk.find('fal', clientOf(request), id)
  }

  #position(job: Job): number {
    return this.#context.desk.position(job) ?? 0
  }

  #statusOf(job: Job, withLogs: boolean) {
    return falStatus(job, this.#position(job), withLogs)
  }

  async #sendEnd(job: Job, reply: FastifyReply): Promise<FastifyReply> {
    const { code, body } = await falEnd(job, this.#context)
    if (code === 503) reply.header('retry-after', 10)
    const request = job.request as FalRequest
    const model = job.state.status === 'done' ? job.state.done.model.id : undefined
    if (model !== undefined) reply.header('x-clearcut-model', model)
    await reply.code(code).header('x-fal-request-id', job.name).send(body)
    if (request.sync_mode && hasEnded(job)) await this.#context.desk.forget(job)
    return reply
  }
}
