import { z } from 'zod'
import type { Done, TaskFile, Undone } from '#core/tasks/done.ts'
import { taskSchema } from '#core/tasks/task.ts'

const logSchema = z.object({ timestamp: z.string(), level: z.string(), message: z.string() })

/** What became of telling or handing over a result. */
const deliverySchema = z.enum(['pending', 'done', 'failed'])

const size = z.object({ width: z.number(), height: z.number() })

const doneSchema: z.ZodType<Done<TaskFile>> = z.object({
  files: z.array(
    z.object({
      id: z.uuid(),
      content: z.enum(['cutout', 'mask', 'layers']),
      format: z.enum(['png', 'webp', 'jpeg', 'gif']),
      name: z.string(),
      type: z.string(),
      bytes: z.number(),
      size,
    }),
  ),
  photo: z.object({ size, type: z.string() }),
  foreground: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).exactOptional(),
  model: z.object({ id: z.string(), name: z.string() }),
  remarks: z.array(z.string()),
  engineMs: z.number(),
})

/** The record on disk of a task that was accepted. */
export const jobSchema = z.object({
  id: z.uuid(),
  dialect: z.enum(['runware', 'fal', 'removebg', 'rembg']),
  /** What the caller calls it. */
  name: z.string(),
  /** Whose it is; only they may ask after it. */
  client: z.string(),
  acceptedAt: z.number(),
  task: taskSchema,
  /** The request as its dialect understood it, without any picture. */
  request: z.unknown(),
  photoName: z.string(),
  /** Where the pictures lie in the vault, once they are there. */
  photo: z.uuid().optional(),
  backdrop: z.uuid().optional(),
  /** Those of them that came with this task: they go with it. */
  owned: z.array(z.uuid()).default([]),
  /** Address of this server as its caller knows it, for addresses in answers. */
  base: z.string(),
  /** How often a page was given the task. */
  attempts: z.int(),
  logs: z.array(logSchema),
  state: z.discriminatedUnion('status', [
    z.object({ status: z.literal('waiting') }),
    z.object({ status: z.literal('running') }),
    z.object({ status: z.literal('done'), at: z.number(), done: doneSchema }),
    z.object({
      status: z.literal('failed'),
      at: z.number(),
      undone: z.object({ reason: z.string(), message: z.string() }) as unknown as z.ZodType<Undone>,
    }),
  ]),
  webhook: deliverySchema.optional(),
  put: deliverySchema.optional(),
  expiresAt: z.number(),
})

export type Job = z.infer<typeof jobSchema>

export function hasEnded({ state }: Pick<Job, 'state'>): boolean {
  return state.status === 'done' || state.status === 'failed'
}

/** Adds a line that the caller may read; never anything of the photo. */
export function addLog(job: Job, message: string, level: 'INFO' | 'WARN' | 'ERROR' = 'INFO'): void {
  job.logs.push({ timestamp: new Date().toISOString(), level, message })
}
