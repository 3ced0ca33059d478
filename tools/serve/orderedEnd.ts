import type { FastifyReply } from 'fastify'
import type { Done, TaskFile, Undone } from '#core/tasks/done.ts'
import { inSentences } from '#core/tasks/taskReasons.ts'
import type { ServeContext } from './context.ts'
import type { Job } from './tasks/job.ts'
import { NotAcceptedError, type Order } from './tasks/order.ts'
import { PictureError } from './tasks/pictures.ts'

type End =
  | { undone: Undone; job?: undefined; retryAfter?: number }
  | { undone?: undefined; job: { record: Job; done: Done<TaskFile> }; retryAfter?: undefined }

/** Has a task done while its caller waits for it. A caller who leaves cancels it; what failed is forgotten at once, for nobody can ask after it. */
export async function orderedEnd(order: Order, { desk }: ServeContext, reply: FastifyReply): Promise<End> {
  let job: Job
  try {
    job = await desk.accept(order)
  } catch (error) {
    if (error instanceof PictureError) return { undone: error }
    if (!(error instanceof NotAcceptedError)) throw error
    return { undone: error, ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }) }
  }
  const left = () => {
    if (!reply.raw.writableFinished) void desk.cancel(job)
  }
  reply.raw.once('close', left)
  await desk.ended(job)
  reply.raw.off('close', left)
  const { state } = job
  if (state.status === 'done') return { job: { record: job, done: state.done } }
  await desk.forget(job)
  if (state.status === 'failed') return { undone: state.undone }
  // The server stops before the task's turn came; who waits for the answer asks again.
  return { undone: { reason: 'too-busy', message: inSentences('too-busy', 'The server is stopping.') }, retryAfter: 10 }
}
