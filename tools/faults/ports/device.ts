import { filesOf } from '#core/sessions/contents.ts'
import { readJournal } from '#core/sessions/journal.ts'
import type { FileRef } from '#core/sessions/record.ts'
import type { Download, ShelfItem } from '#core/shelf.ts'

/** The storage of a device, which outlives pages: journals by session, and files by what they hold. */
export class Device {
  readonly journals = new Map<string, string>()
  readonly files = new Map<string, Blob>()
  /** Models that are whole, and downloads that stopped on their way. */
  readonly models = new Map<string, ShelfItem>()
  readonly parts = new Map<string, Download>()
  /** The session used last. */
  last: string | undefined
  readonly #names = new WeakMap<Blob, string>()
  #named = 0

  /** How a file is known. No two that are made by a run hold the same. */
  refOf(file: Blob): FileRef {
    const known = this.#names.get(file)
    if (known === undefined) this.#named += 1
    const sha256 = known ?? this.#named.toString(16).padStart(64, '0')
    this.#names.set(file, sha256)
    return { sha256, size: file.size, type: file.type }
  }

  /** Deletes what no journal names, as every session that is opened does. */
  clear(): void {
    const needed = new Set<string>()
    for (const text of this.journals.values()) {
      const read = readJournal(text)
      if (read === undefined) continue
      for (const { sha256 } of filesOf({ ...read, photos: [...read.photos, ...read.removed] })) needed.add(sha256)
    }
    for (const name of this.files.keys()) if (!needed.has(name)) this.files.delete(name)
  }
}
