import type { FastifyReply } from 'fastify'
import { type FalRequest, falAnswer, falEndpoints, falFailure } from '#core/tasks/fal/fal.ts'
import { statusOf } from '#core/tasks/taskReasons.ts'
import { fileUrl, type ServeContext } from '../context.ts'
import { OutsideError } from '../outside/outside.ts'
import type { Job } from '../tasks/job.ts'
import { NotAcceptedError } from '../tasks/order.ts'
import { PictureError } from '../tasks/pictures.ts'

/** How far a request is, as its status tells. */
export function falStatus(job: Job, position: number, withLogs: boolean) {
  const { status } = job.state
  const logs = withLogs ? job.logs : []
  if (status === 'waiting') return { status: 'IN_QUEUE', queue_position: position, ...links(job) }
  if (status === 'running') return { status: 'IN_PROGRESS', logs, ...links(job) }
  const seconds = job.state.status === 'done' ? job.state.done.engineMs / 1000 : 0
  return { status: 'COMPLETED', logs, metrics: { inference_time: seconds }, ...links(job) }
}

/** How a request ended: status and body, as its result and its webhook tell them. */
export async function falEnd(
  job: Job,
  { vault }: Pick<ServeContext, 'vault'>,
): Promise<{ code: number; body: object }> {
  const { state } = job
  const request = job.request as FalRequest
  if (state.status === 'failed') return falFailure(state.undone)
  if (state.status !== 'done')
    return { code: 503, body: { detail: 'The server is stopping; a queued request goes on afterwards.' } }
  const files = await Promise.all(
    state.done.files.map(async (file) => ({
      ...file,
      url: request.sync_mode
        ? `data:${file.type};base64,${(await vault.read(file)).toString('base64')}`
        : fileUrl(job.base, file),
    })),
  )
  return { code: 200, body: falAnswer({ ...state.done, files }) }
}

/** Where to ask after a request. */
export function links(job: Job) {
  const url = `${job.base}/queue/${falEndpoints[1]}/requests/${job.name}`
  return { request_id: job.name, response_url: url, status_url: `${url}/status`, cancel_url: `${url}/cancel` }
}

export async function unknown(reply: FastifyReply): Promise<FastifyReply> {
  return await reply.code(404).send({ detail: 'Request not found' })
}

/** Tells why a request was not accepted; any other error is thrown on. */
export async function refuse(error: unknown, reply: FastifyReply): Promise<void> {
  if (error instanceof PictureError) {
    const detail = [{ loc: ['body', 'image_url'], msg: error.message, type: error.reason.replaceAll('-', '_') }]
    const code = statusOf(error.reason)
    await reply.code(code === 400 ? 422 : code).send({ detail })
    return
  }
  if (error instanceof NotAcceptedError) {
    if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter)
    await reply.code(statusOf(error.reason)).send({ detail: error.message })
    return
  }
  if (error instanceof OutsideError) {
    await reply.code(422).send({ detail: [{ loc: ['query', 'fal_webhook'], msg: error.message, type: 'value_error' }] })
    return
  }
  throw error
}
