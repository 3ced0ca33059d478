import { failure, type Outcome, success } from '#core/outcome.ts'
import { filesOf } from '#core/sessions/contents.ts'
import { projectOf } from '#core/sessions/project.ts'
import { projectFolder, projectName } from '#core/sessions/projectFile.ts'
import type { OpenedSession } from '#core/sessions/sessionWorker.ts'
import { sha256Of } from '#workers/store/sha256.ts'
import { type ZipEntry, zipEntries } from './zipDirectory.ts'

/** Longest description that is read, in bytes. */
const mostDescriptionBytes = 256_000_000

/**
 * Reads a project file, of which nothing is believed: each file in it is one that the description names, and has the content that its name says.
 * Photos that were left out of it are absent. Fails with a `project-...` reason.
 */
export async function readProject(file: Blob): Promise<Outcome<OpenedSession>> {
  const entries = await zipEntries(file)
  if (!entries.ok) return entries
  const [description, ...rest] = [...entries.value].sort((one, other) => rank(one) - rank(other))
  if (description?.name !== projectName) return failure('project-foreign', 'it has no description')
  const stranger = rest.find(({ name }) => hashIn(name) === undefined)
  if (stranger !== undefined) return failure('project-foreign', JSON.stringify(stranger.name.slice(0, 100)))
  if (description.content.size > mostDescriptionBytes) return failure('project-too-large', 'its description')
  const contents = projectOf(await description.content.text())
  if (!contents.ok) return contents

  const named = new Map(filesOf(contents.value).map((ref) => [ref.sha256, ref]))
  const files = new Map<string, Blob>()
  for (const { name, content } of rest) {
    const ref = named.get(hashIn(name) ?? '')
    if (ref === undefined || files.has(ref.sha256)) return failure('project-foreign', `${name} belongs to nothing`)
    if (content.size !== ref.size || (await sha256Of(new Uint8Array(await content.arrayBuffer()))) !== ref.sha256)
      return failure('project-damaged', `${name} is not what it was`)
    files.set(ref.sha256, content.slice(0, content.size, ref.type))
  }
  // Photos may be left out; what was made of them may not.
  const masks = contents.value.photos.flatMap(({ finished }) => finished?.cut.mask.file.sha256 ?? [])
  if (masks.some((sha256) => !files.has(sha256))) return failure('project-damaged', 'a mask is missing')
  return success({ ...contents.value, files })
}

const rank = ({ name }: ZipEntry) => Number(name !== projectName)

/** The hash that a file of a project has for a name; undefined for any other name. */
function hashIn(name: string): string | undefined {
  return name.startsWith(projectFolder) ? /^[0-9a-f]{64}$/.exec(name.slice(projectFolder.length))?.[0] : undefined
}
