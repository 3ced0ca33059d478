import type { CompositionSettings } from '#core/compositionSettings.ts'
import type { Mask } from '#core/cut.ts'
import {
  type CompositionRecord,
  type FinishedRecord,
  type MaskRecord,
  maskParts,
  type PhotoRecord,
} from '#core/sessions/record.ts'
import type { OpenedSession } from '#core/sessions/sessionWorker.ts'
import { newId } from './id.ts'
import type { AppState } from './initialState.ts'
import type { Finished, Job, Photo } from './job.ts'

/** Photos of a session as the page has them, with what was done to each. */
export interface RestoredPhoto {
  record: PhotoRecord
  job: Job
}

/** The bitmap of small cutouts that are still to come: a closed one, which nobody draws. */
export type Pending = ImageBitmap

/** Makes jobs of a session's photos; ids are this page's own. A mask that is lost is made again, a photo that is lost says so. */
export function jobsOf({ photos, files }: OpenedSession, pending: Pending): RestoredPhoto[] {
  return photos.map((record) => ({ record, job: jobOf(record, files, pending) }))
}

/** The parts of the state that a session's photos bring with them. */
export function settingsOf(
  { session, files }: OpenedSession,
  restored: readonly RestoredPhoto[],
): Pick<AppState, 'strokes' | 'edges' | 'compositions'> {
  const own = <T>(get: (record: PhotoRecord) => T | undefined): Record<string, T> =>
    Object.fromEntries(
      restored.flatMap(({ record, job }) => {
        const value = get(record)
        return value === undefined ? [] : [[job.photo.id, value] as const]
      }),
    )
  return {
    // Strokes of one page have names of their own.
    strokes: own(({ strokes }) => strokes?.map((stroke) => ({ ...stroke, id: newId() }))),
    edges: { usual: session.edges, own: own(({ edges }) => edges) },
    compositions: {
      usual: compositionOf(session.composition, files),
      own: own(({ composition }) => composition && compositionOf(composition, files)),
    },
  }
}

type Files = OpenedSession['files']

function jobOf(record: PhotoRecord, files: Files, pending: Pending): Job {
  const { name, folder, status, own, failure } = record
  const file = record.file === undefined ? undefined : files.get(record.file.sha256)
  const photo: Photo = { id: newId(), name, file: file ?? new Blob(), ...(folder === undefined ? {} : { folder }) }
  const finished = record.finished && finishedOf(record.finished, files, pending)
  if (status === 'failed' && failure !== undefined) return { status, photo, ...failure }
  if (file === undefined) return { status: 'failed', photo, reason: 'file-gone' }
  if (status === 'done' && finished !== undefined) return { status, photo, finished }
  if (status === 'cancelled') return { status, photo }
  return {
    status: 'waiting',
    photo,
    ...(finished === undefined ? {} : { last: finished }),
    ...(own === undefined ? {} : { own }),
  }
}

function finishedOf({ cut, ...rest }: FinishedRecord, files: Files, thumbnail: Pending): Finished | undefined {
  const mask = maskOf(cut.mask, files.get(cut.mask.file.sha256))
  return mask && { ...rest, cut: { ...cut, mask, thumbnail } }
}

/** The parts of a mask, none of which is read before it is wanted. */
function maskOf({ id, size, parts }: MaskRecord, file: Blob | undefined): Mask | undefined {
  if (file === undefined) return undefined
  let start = 0
  const [packed, fine, open, closed] = maskParts.map((part) => {
    const bytes = parts[part]
    if (bytes === undefined) return undefined
    start += bytes
    return file.slice(start - bytes, start)
  })
  if (packed === undefined) return undefined
  return {
    id,
    size,
    packed,
    ...(fine === undefined ? {} : { fine }),
    ...(open === undefined || closed === undefined ? {} : { holes: { open, closed } }),
  }
}

/** A picture that is lost leaves nothing behind the cutout. It is known by its content from now on. */
function compositionOf({ backdrop, ...rest }: CompositionRecord, files: Files): CompositionSettings {
  if (backdrop.kind !== 'picture') return { ...rest, backdrop }
  const { file, ...behind } = backdrop
  const picture = files.get(file.sha256)
  return {
    ...rest,
    backdrop: picture === undefined ? { kind: 'transparent' } : { ...behind, id: file.sha256, picture },
  }
}
