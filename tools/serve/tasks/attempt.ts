import type { TaskEnd } from '#core/tasks/done.ts'
import { inSentences, type TaskReason } from '#core/tasks/taskReasons.ts'
import type { Engines } from '../engine/engines.ts'
import type { Vault } from '../vault.ts'
import type { Job } from './job.ts'

/** A page that dies takes its task along at most so often. */
export const mostAttempts = 2

/** Has a page do the task. Rejects with a `PageGoneError` where the page dies. */
export async function attempt(
  job: Job,
  { vault, engines }: { vault: Vault; engines: Engines },
  onStage: (stage: string) => void,
): Promise<TaskEnd> {
  const photo = vault.find(job.photo ?? '')
  if (photo === undefined) return refused('input-unknown')
  // After two ends of the server itself, it may be the task that ends it.
  if (job.attempts > mostAttempts + 1) return refused('worker-died')
  const backdrop = job.backdrop === undefined ? undefined : vault.find(job.backdrop)
  const doors = {
    pictures: {
      photo: () => vault.stream(photo),
      ...(backdrop === undefined ? {} : { backdrop: () => vault.stream(backdrop) }),
    },
    take: async (id: string, body: AsyncIterable<Buffer>) => {
      // What the file is called is told with the end of the task.
      await vault.put(body, { name: '', type: '', expiresAt: job.expiresAt }, id)
    },
  }
  return await engines.run({ id: job.id, task: job.task, photoName: job.photoName, doors }, onStage)
}

export function refused(reason: TaskReason): Extract<TaskEnd, { ok: false }> {
  return { ok: false, reason, message: inSentences(reason) }
}
