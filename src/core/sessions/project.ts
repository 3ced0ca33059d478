import * as z from 'zod/mini'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { SessionContents } from './contents.ts'
import { photoSchema, sessionSchema, thumbSchema } from './schema.ts'

const kind = 'clearcut-project'

/** The version that is written. */
const version = 1

/** Photos of a project at most. */
const mostPhotos = 10_000

const projectSchema = z.object({
  kind: z.literal(kind),
  version: z.literal(version),
  session: sessionSchema,
  photos: z.array(photoSchema).check(z.maxLength(mostPhotos)),
  thumbs: z.record(z.string(), thumbSchema),
})

/** What brings the description of one version into the form of the next, by the version that it is of. */
export type Migrations = Readonly<Record<number, (project: Record<string, unknown>) => Record<string, unknown>>>

/** There is one version so far. */
const migrations: Migrations = {}

/** A session as the description in a project file. */
export function projectText({ session, photos, thumbs }: SessionContents): string {
  return JSON.stringify({ kind, version, session, photos, thumbs })
}

/** The session of such a description. Fails with `project-damaged`, `project-newer` or `project-foreign`. */
export function projectOf(text: string): Outcome<SessionContents> {
  let described: unknown
  try {
    described = JSON.parse(text)
  } catch (error) {
    return failure('project-damaged', String(error))
  }
  const current = migrated(described)
  if (!current.ok) return current
  const read = projectSchema.safeParse(current.value)
  if (!read.success) return failure('project-foreign', placeOf(read.error.issues[0]))
  const foreign = foreignField(current.value, read.data)
  if (foreign !== undefined) return failure('project-foreign', foreign)
  const { session, photos, thumbs } = read.data
  if (new Set(photos.map(({ key }) => key)).size < photos.length)
    return failure('project-foreign', 'two photos have the same key')
  return success({ session, photos, thumbs })
}

/**
 * The description in the form of the present version, step by step from its own.
 * @param steps tests hand in others
 */
export function migrated(described: unknown, steps = migrations, to = version): Outcome<Record<string, unknown>> {
  if (typeof described !== 'object' || described === null || Array.isArray(described))
    return failure('project-foreign', 'its description is no object')
  let project: Record<string, unknown> = { ...described }
  const from = project['version']
  if (project['kind'] !== kind || typeof from !== 'number' || !Number.isInteger(from) || from < 1)
    return failure('project-foreign', 'it does not say that it is a project of Clearcut')
  if (from > to) return failure('project-newer', `version ${from}`)
  for (let at = from; at < to; at++) project = { ...steps[at]?.(project), kind, version: at + 1 }
  return success(project)
}

/** Where in the description something is that is not as it has to be. */
function placeOf(issue: z.core.$ZodIssue | undefined): string {
  return (issue?.path ?? []).join('.').slice(0, 100) || 'its description'
}

/** A field that was given and is none of ours: it is no part of what was read. */
function foreignField(given: unknown, read: unknown): string | undefined {
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return undefined
  const [all, ours]: Record<string, unknown>[] = [{ ...given }, { ...read }]
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(read, key)) return key.slice(0, 100)
    const deeper = foreignField(all?.[key], ours?.[key])
    if (deeper !== undefined) return `${key}.${deeper}`.slice(0, 100)
  }
  return undefined
}
