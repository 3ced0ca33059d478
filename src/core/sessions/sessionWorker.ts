import type { Outcome } from '#core/outcome.ts'
import type { SessionContents } from './contents.ts'
import type { JournalEntry } from './journal.ts'
import type { FileRef, SessionRecord } from './record.ts'

/** A session with the bytes of its files, by SHA-256; files that are lost are absent. */
export interface OpenedSession extends SessionContents {
  files: ReadonlyMap<string, Blob>
}

/** What the list of sessions tells of one. Times are milliseconds since 1970. */
export interface SessionFacts {
  id: string
  name?: string
  createdAt: number
  usedAt: number
  photos: number
  /** Of all its files; those that other sessions have as well count here, too. */
  bytes: number
  /** Some tab has it open, perhaps this one. */
  isInUse: boolean
}

/** What was found where the last visit's session was asked for: it, nothing, or that another tab has it. */
export type Resumed = { kind: 'opened'; opened: OpenedSession } | { kind: 'none' } | { kind: 'elsewhere' }

export type SessionNews =
  /** Everything was forgotten by some tab: nothing of this one is kept any more. */
  { kind: 'forgotten' } | { kind: 'changed' }

/**
 * What the main thread may ask of the worker that keeps sessions. It holds one session at a time, under a lock, so that no two tabs write the same one.
 * All but `start` fail with `storage-refused` where the browser keeps no files, and with `storage-full` where there is no room.
 */
export interface SessionWorker {
  /** Must be called first. Gives back the name of a lock that this worker holds for as long as it lives, where the browser has locks. */
  start(): Promise<string | undefined>
  onNews(listener: (news: SessionNews) => void): Promise<void>
  /** Opens the session that this tab had before it was reloaded (`ownId`), waiting a little for its end there, or else the one that was used last. */
  resume(ownId: string | undefined): Promise<Outcome<Resumed>>
  /**
   * Lets the present session go and begins one, or opens one that is kept. Fails with `session-elsewhere` where another tab has it, and `begin`
   * with `file-gone` as `write` does.
   */
  begin(session: SessionRecord): Promise<Outcome<null>>
  open(id: string): Promise<Outcome<OpenedSession>>
  /** All sessions, the one used last first. */
  list(): Promise<Outcome<SessionFacts[]>>
  rename(id: string, name: string): Promise<Outcome<null>>
  /** Deletes a session and all files that no other one has. */
  remove(id: string): Promise<Outcome<null>>
  /** Keeps a file, once for all sessions, and tells how it is known. It stays if the next `write` names it. */
  keepFile(file: Blob): Promise<Outcome<FileRef>>
  /** How a file would be known; needs no place to keep it. */
  identify(file: Blob): Promise<Outcome<FileRef>>
  /**
   * Appends to the journal of the present session; once this resolves, it is on the disk. Fails with `file-gone` where it names a file that is
   * not there any more, because another worker has cleared it away: then it has to be kept once more.
   */
  write(entries: readonly JournalEntry[]): Promise<Outcome<null>>
  /** Forgets photos that cannot be brought back any more, with the bytes that nothing else needs. */
  forgetPhotos(keys: readonly string[]): Promise<Outcome<null>>
  /** Deletes all sessions and files, those of other tabs as well, which are told. */
  forgetAll(): Promise<Outcome<null>>
  /** A bitmap as text, see `thumbSchema`; undefined where it cannot be written. */
  pictureText(bitmap: ImageBitmap): Promise<string | undefined>
  /** Bitmaps of such texts, owned (and closed) by the receiver. */
  pictures(texts: readonly string[]): Promise<(ImageBitmap | undefined)[]>
  /** The description that a project file begins with. */
  projectText(contents: SessionContents): Promise<Outcome<string>>
  /** Reads a project file. Fails with a `project-...` reason. */
  readProject(file: Blob): Promise<Outcome<OpenedSession>>
}
