import * as z from 'zod/mini'
import { compositionSchema } from '#core/compositionSchema.ts'
import { fileSchemas } from '#core/exportSchema.ts'

/** What a template says, apart from its name. */
export const templateParts = {
  composition: z.partial(compositionSchema),
  files: z.optional(z.partial(z.object(fileSchemas))),
}

type Present<T> = { [Key in keyof T]?: NonNullable<T[Key]> }

/** Without the parts that are not there. */
export function present<T extends object>(parts: T): Present<T> {
  // Entries lose the names of their keys.
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Present<T>
}
