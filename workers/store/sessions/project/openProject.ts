import { type Outcome, success } from '#core/outcome.ts'
import { filesOf } from '#core/sessions/contents.ts'
import type { OpenedSession } from '#core/sessions/sessionWorker.ts'
import type { Places } from '#workers/store/sessions/places.ts'
import { readProject } from './readProject.ts'

/** Reads a project file; photos that were left out of it are taken from this device, where they are kept here. Fails as `readProject` does. */
export async function openProject(file: Blob, places: () => Promise<Places>): Promise<Outcome<OpenedSession>> {
  const read = await readProject(file)
  if (!read.ok) return read
  const missing = filesOf(read.value).filter(({ sha256 }) => !read.value.files.has(sha256))
  if (missing.length === 0) return read
  const here = await places()
    .then(({ files }) => files.open(missing))
    .catch(() => new Map<string, Blob>())
  return success({ ...read.value, files: new Map([...read.value.files, ...here]) })
}
