import type { CompositionRecord, FileRef, FinishedRecord, PhotoRecord, SessionRecord } from './record.ts'

/** A session as it is kept: all that is known of it but the files' bytes. */
export interface SessionContents {
  session: SessionRecord
  /** In the order of the filmstrip. */
  photos: readonly PhotoRecord[]
  /** Small pictures of cutouts, by the photo's key; see `thumbSchema`. */
  thumbs: Readonly<Record<string, string>>
}

/** All files that belong to these photos, and to the session itself; each once. */
export function filesOf({ session, photos }: Pick<SessionContents, 'session' | 'photos'>): FileRef[] {
  const files = [...ofComposition(session.composition), ...photos.flatMap(filesOfPhoto)]
  return [...new Map(files.map((file) => [file.sha256, file])).values()]
}

/** The files of one photo: itself, its mask, and the picture behind it. */
export function filesOfPhoto({ file, finished, composition }: PhotoRecord): FileRef[] {
  return [...(file === undefined ? [] : [file]), ...ofFinished(finished), ...ofComposition(composition)]
}

function ofFinished(finished: FinishedRecord | undefined): FileRef[] {
  return finished === undefined ? [] : [finished.cut.mask.file]
}

function ofComposition(composition: CompositionRecord | undefined): FileRef[] {
  return composition?.backdrop.kind === 'picture' ? [composition.backdrop.file] : []
}
