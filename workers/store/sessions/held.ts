import { underLock } from '#core/locks.ts'
import { filesOf, type SessionContents } from '#core/sessions/contents.ts'
import type { JournalEntry } from '#core/sessions/journal.ts'
import type { FileRef, PhotoRecord, SessionRecord } from '#core/sessions/record.ts'
import type { JournalFile } from './journalFile.ts'

/** Whoever has a session open holds this lock. */
export const sessionLock = (id: string) => `clearcut-session-${id}`

/** Takes a session for this worker; gives what lets it go again, or undefined where another tab keeps it for longer than this. */
export async function takeSession(id: string, patienceMs: number): Promise<(() => void) | undefined> {
  const { promise: until, resolve: letGo } = Promise.withResolvers<void>()
  return await new Promise((settle) => {
    const signal = AbortSignal.timeout(patienceMs)
    underLock(sessionLock(id), { signal }, () => {
      settle(letGo)
      return until
    }).catch(() => settle(undefined))
  })
}

/** A journal that is smaller is not worth writing anew while it is in use. */
const looseBytes = 8_000_000

/** The session that this worker has open: its journal, and what that says by now. */
export class HeldSession implements SessionContents {
  session: SessionRecord
  thumbs: Record<string, string>
  readonly #photos: Map<string, PhotoRecord>
  #order: readonly string[]
  readonly #journal: JournalFile
  readonly #letGo: () => void
  #compactBytes: number

  constructor(contents: SessionContents, journal: JournalFile, letGo: () => void) {
    this.session = contents.session
    this.thumbs = { ...contents.thumbs }
    this.#photos = new Map(contents.photos.map((photo) => [photo.key, photo]))
    this.#order = contents.photos.map(({ key }) => key)
    this.#journal = journal
    this.#letGo = letGo
    this.#compactBytes = journal.bytes
  }

  get photos(): PhotoRecord[] {
    return this.#order.flatMap((key) => this.#photos.get(key) ?? [])
  }

  /** Everything that must stay: removed photos can still be brought back. */
  files(): Set<string> {
    return new Set(filesOf({ session: this.session, photos: [...this.#photos.values()] }).map(({ sha256 }) => sha256))
  }

  /** Files that these entries name and that the journal does not name yet. */
  newFiles(entries: readonly JournalEntry[]): FileRef[] {
    const photos = entries.flatMap((entry) => (entry.kind === 'photo' ? [entry.photo] : []))
    const session = entries.findLast((entry) => entry.kind === 'session')?.session ?? this.session
    const named = filesOf({ session, photos })
    if (named.length === 0) return []
    const known = this.files()
    return named.filter(({ sha256 }) => !known.has(sha256))
  }

  photosOf(keys: readonly string[]): PhotoRecord[] {
    return keys.flatMap((key) => this.#photos.get(key) ?? [])
  }

  /** Throws the browser's DOMException where it cannot be written; then nothing has changed. */
  write(entries: readonly JournalEntry[]): void {
    this.#journal.append(entries)
    for (const entry of entries) this.#learn(entry)
  }

  /** Has the journal grown far beyond what it says? Each stroke is written with all those before it. */
  get isLoose(): boolean {
    return this.#journal.bytes > looseBytes + 3 * this.#compactBytes
  }

  async compact(): Promise<void> {
    const removed = [...this.#photos.values()].filter(({ key }) => !this.#order.includes(key))
    await this.#journal.compact(this)
    this.#compactBytes = this.#journal.bytes
    // Those that can be brought back are written again: the list says which photos count.
    if (removed.length > 0) this.#journal.append(removed.map((photo) => ({ kind: 'photo', photo })))
  }

  end(): void {
    this.#journal.close()
    this.#letGo()
  }

  #learn(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'session':
        this.session = entry.session
        break
      case 'photo':
        this.#photos.set(entry.photo.key, entry.photo)
        break
      case 'thumb':
        this.thumbs[entry.key] = entry.thumb
        break
      case 'order':
        this.#order = entry.keys
        break
      case 'gone':
        for (const key of entry.keys) {
          this.#photos.delete(key)
          delete this.thumbs[key]
        }
    }
  }
}
