import type { Limits } from '../options.ts'
import type { Job } from './job.ts'
import { NotAcceptedError } from './order.ts'

/** Seconds after which a place is likely to be free. */
const retryAfter = 10

/** Throws a `NotAcceptedError` where one client, or all together, have as many open tasks as the server takes. */
export function refuseCrowd(client: string, open: readonly Job[], { tasks, tasksOfClient }: Limits): void {
  if (open.length >= tasks) throw new NotAcceptedError('too-busy', undefined, retryAfter)
  if (open.filter((job) => job.client === client).length >= tasksOfClient)
    throw new NotAcceptedError('too-busy', 'Too many of your tasks are waiting.', retryAfter)
}
