import { z } from 'zod'
import type { ToFrame, Verb } from './wire.ts'

const id = z.int().min(0)
const verbs = ['run', 'runware', 'fal'] as const satisfies readonly Verb[]

/** What the frame understands; whatever else comes over the port is not for it. Apart from the types: the page loads those files, not this one. */
export const toFrameSchema: z.ZodType<ToFrame> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id, verb: z.enum(verbs), given: z.unknown() }),
  z.strictObject({ kind: z.literal('abort'), id }),
  z.strictObject({ kind: z.literal('picture'), id, blob: z.instanceof(Blob) }),
  z.strictObject({ kind: z.literal('no-picture'), id, why: z.string() }),
])
