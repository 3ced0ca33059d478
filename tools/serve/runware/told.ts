import { type RunwareError, runwareAnswer, runwareFailure } from '#core/tasks/runware/answers.ts'
import type { RemoveBackground } from '#core/tasks/runware/schemas.ts'
import { statusOf } from '#core/tasks/taskReasons.ts'
import { fileUrl, type ServeContext } from '../context.ts'
import type { Job } from '../tasks/job.ts'
import { NotAcceptedError } from '../tasks/order.ts'
import { PictureError } from '../tasks/pictures.ts'

/** Something to tell the caller: an entry of `data`, or one of `errors` with the status that fits. */
export type Told = { data: object } | { error: RunwareError; status?: number; retryAfter?: number }

/** How a task ended, as the caller is told. What could not be delivered is said as well. */
export async function runwareEnd(job: Job, { vault }: Pick<ServeContext, 'vault'>): Promise<Told> {
  const request = job.request as RemoveBackground
  const { state } = job
  if (state.status === 'failed')
    return { error: runwareFailure(state.undone, request), status: statusOf(state.undone.reason) }
  if (state.status !== 'done')
    return {
      error: runwareFailure(
        {
          reason: 'too-busy',
          message: 'The server is stopping; the task is kept and goes on afterwards: ask with getResponse.',
        },
        request,
      ),
      status: 503,
      retryAfter: 10,
    }
  const files = await Promise.all(
    state.done.files.map(async (file) => {
      if (request.outputType === 'URL') return { ...file, url: fileUrl(job.base, file) }
      return { ...file, base64: (await vault.read(file)).toString('base64') }
    }),
  )
  const answer = runwareAnswer(request, { ...state.done, files }, job.photo ?? '')
  const failures = [job.put === 'failed' ? 'uploadEndpoint' : '', job.webhook === 'failed' ? 'webhookURL' : ''].filter(
    (name) => name !== '',
  )
  return { data: failures.length > 0 ? { ...answer, undelivered: failures } : answer }
}

/** Why something was not accepted; any other error is thrown on. */
export function refused(error: unknown, request: unknown): Told {
  if (error instanceof PictureError) return { error: runwareFailure(error, request), status: statusOf(error.reason) }
  if (!(error instanceof NotAcceptedError)) throw error
  const { retryAfter } = error
  return {
    error: runwareFailure(error, request),
    status: statusOf(error.reason),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  }
}

/** What is wrong with a request as a whole. */
export function plain(code: string, message: string): RunwareError {
  return { code, message, type: 'request', documentation: '/docs#runware' }
}
