import {
  compactJournal,
  type JournalEntry,
  journalLine,
  type ReadJournal,
  readJournal,
} from '#core/sessions/journal.ts'
import type { FileShelf } from '#workers/store/fileShelf.ts'
import { writeAt } from '#workers/store/writeAt.ts'

const ending = '.journal'

/** Times that a journal is asked for which the tab before a reload has not closed yet, and milliseconds between them. */
const patience = { times: 20, everyMs: 100 }

/** Below this share of entries that count, a journal is written anew. */
const leastUsedShare = 0.5

/** Ids of all sessions that are kept, the one written last first. */
export async function sessionIds(shelf: FileShelf): Promise<string[]> {
  const names = (await shelf.names()).filter((name) => name.endsWith(ending))
  const files = await Promise.all(names.map(async (name) => ({ name, file: await shelf.file(name) })))
  return files
    .sort((one, other) => (other.file?.lastModified ?? 0) - (one.file?.lastModified ?? 0))
    .map(({ name }) => name.slice(0, -ending.length))
}

/** What a session's journal says; undefined where there is none that can be read. */
export async function lookAtJournal(shelf: FileShelf, id: string): Promise<ReadJournal | undefined> {
  for (let turn = 0; turn < 3; turn++) {
    try {
      const file = await shelf.file(id + ending)
      return file === undefined ? undefined : readJournal(await file.text())
    } catch {
      // It was written while it was read.
    }
  }
  return undefined
}

export async function removeJournal(shelf: FileShelf, id: string): Promise<void> {
  await shelf.remove(id + ending)
}

/** The journal of the session that this worker holds. Its methods throw and reject with the browser's DOMException. */
export class JournalFile {
  readonly #shelf: FileShelf
  readonly #name: string
  #handle: FileSystemSyncAccessHandle

  private constructor(shelf: FileShelf, name: string, handle: FileSystemSyncAccessHandle) {
    this.#shelf = shelf
    this.#name = name
    this.#handle = handle
  }

  static async open(shelf: FileShelf, id: string): Promise<JournalFile> {
    return new JournalFile(shelf, id + ending, await handleOf(shelf, id + ending))
  }

  get bytes(): number {
    return this.#handle.getSize()
  }

  /** Appends whole entries: where that fails, nothing of them stays. */
  append(entries: readonly JournalEntry[]): void {
    const start = this.#handle.getSize()
    try {
      writeAt(this.#handle, new TextEncoder().encode(entries.map(journalLine).join('')), start)
      this.#handle.flush()
    } catch (error) {
      this.#handle.truncate(start)
      throw error
    }
  }

  /** Writes the journal anew, without what is outdated; it is the old one or the new one at any time. */
  async compact(contents: Parameters<typeof compactJournal>[0]): Promise<void> {
    const bytes = new TextEncoder().encode(compactJournal(contents))
    this.#handle.close()
    try {
      await this.#shelf.write(this.#name, bytes)
    } finally {
      this.#handle = await handleOf(this.#shelf, this.#name)
    }
  }

  close(): void {
    this.#handle.close()
  }
}

/** Is so much of it outdated, or removed, that it is worth writing anew? */
export function isLoose({ usedShare, removed }: ReadJournal): boolean {
  return removed.length > 0 || usedShare < leastUsedShare
}

async function handleOf(shelf: FileShelf, name: string): Promise<FileSystemSyncAccessHandle> {
  for (let turn = 1; ; turn++) {
    try {
      return await shelf.openForWriting(name)
    } catch (error) {
      const isOpen = error instanceof DOMException && error.name === 'NoModificationAllowedError'
      if (!isOpen || turn === patience.times) throw error
      await new Promise((resolve) => setTimeout(resolve, patience.everyMs))
    }
  }
}
