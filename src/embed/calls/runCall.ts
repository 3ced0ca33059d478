import { z } from 'zod'
import { parsed } from '#core/tasks/problem.ts'
import { taskSchema } from '#core/tasks/task.ts'
import { statusOf } from '#core/tasks/taskReasons.ts'
import { sourceOf } from '#embed/pictureBook.ts'
import { type Call, CallError, performTask } from './call.ts'

/** A task of Clearcut's own; what is made comes back to the page, so there is nothing to deliver. */
const pageTaskSchema = taskSchema.omit({ delivery: true })

/** Does one task and gives what `perform` gives: files as Blobs, the model that ran, remarks. */
export async function runCall(call: Call): Promise<object> {
  const request = parsed(pageTaskSchema, withSources(call.given))
  if (!request.ok) {
    const { problems } = request
    const message = problems.map((problem) => problem.message).join(' ')
    throw new CallError({ status: 400, reason: 'invalid-request', message, body: { problems } })
  }
  const end = await performTask({ ...request.value, delivery: {} }, call)
  if (end.ok) return end.value
  const { reason, message } = end
  throw new CallError({ status: statusOf(reason), reason, message, body: { reason, message } })
}

const fields = z.record(z.string(), z.unknown())

/** Pictures may be written as addresses, data URIs or Blobs where the schema has sources. */
function withSources(given: unknown): unknown {
  const task = fields.safeParse(given)
  if (!task.success) return given
  const composition = fields.safeParse(task.data['composition'])
  const backdrop = fields.safeParse(composition.data?.['backdrop'])
  const composed =
    backdrop.success && 'picture' in backdrop.data
      ? {
          composition: {
            ...composition.data,
            backdrop: { ...backdrop.data, picture: sourceOf(backdrop.data['picture']) },
          },
        }
      : {}
  return { ...task.data, ...composed, input: sourceOf(task.data['input']) }
}
