import { underLock } from '#core/locks.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { FileRef } from '#core/sessions/record.ts'
import type { FileShelf } from '#workers/store/fileShelf.ts'
import { sha256Of } from '#workers/store/sha256.ts'

/** Held in common by whoever adds files until its journal names them, and alone by whoever deletes what no journal names. */
const filesLock = 'clearcut-session-files'

/** The files of all sessions, each once, under the SHA-256 of its content. */
export class SharedFiles {
  readonly #shelf: FileShelf
  #letGo: (() => void) | undefined

  constructor(shelf: FileShelf) {
    this.#shelf = shelf
  }

  /** Keeps a file if it is not there yet. Until `settle` is called nobody deletes it. Rejects with the browser's DOMException. */
  async keep({ ref, bytes }: Identified): Promise<FileRef> {
    await this.#hold()
    if ((await this.#shelf.size(ref.sha256)) !== ref.size) await this.#shelf.write(ref.sha256, bytes)
    return ref
  }

  /** Are all of these there in full? Until `settle` is called nobody deletes them. */
  async haveAll(refs: readonly FileRef[]): Promise<boolean> {
    if (refs.length === 0) return true
    await this.#hold()
    const sizes = await Promise.all(refs.map(({ sha256 }) => this.#shelf.size(sha256)))
    return refs.every(({ size }, place) => sizes[place] === size)
  }

  /** What was kept is named by a journal now, or will not be. */
  settle(): void {
    this.#letGo?.()
    this.#letGo = undefined
  }

  /** The files that are still there in full. */
  async open(refs: readonly FileRef[]): Promise<Map<string, Blob>> {
    const opened = await Promise.all(
      refs.map(async ({ sha256, size, type }) => {
        const file = await this.#shelf.file(sha256).catch(() => undefined)
        return file?.size === size ? ([sha256, type === '' ? file : typed(file, type)] as const) : undefined
      }),
    )
    return new Map(opened.filter((one) => one !== undefined))
  }

  names(): Promise<string[]> {
    return this.#shelf.names()
  }

  /** Deletes those of these files that `isNeeded` does not want, while nobody adds any. */
  async clear(names: Iterable<string>, isNeeded: () => Promise<(name: string) => boolean>): Promise<void> {
    this.settle()
    await underLock(filesLock, {}, async () => {
      const needed = await isNeeded()
      for (const name of names) if (!needed(name)) await this.#shelf.remove(name).catch(() => {})
    })
  }

  async #hold(): Promise<void> {
    if (this.#letGo !== undefined) return
    const { promise, resolve } = Promise.withResolvers<void>()
    await new Promise<void>((held) => {
      void underLock(filesLock, { mode: 'shared' }, () => {
        held()
        return promise
      })
    })
    this.#letGo = resolve
  }
}

/** What a file is known by, and its bytes. */
export interface Identified {
  ref: FileRef
  bytes: Uint8Array<ArrayBuffer>
}

/** Fails with `file-gone` where the file cannot be read. */
export async function identified(file: Blob): Promise<Outcome<Identified>> {
  const buffer = await file.arrayBuffer().catch(() => undefined)
  if (buffer === undefined) return failure('file-gone')
  const bytes = new Uint8Array(buffer)
  const ref = { sha256: await sha256Of(bytes), size: bytes.byteLength, type: file.type.slice(0, 200) }
  return success({ bytes, ref })
}

/** Files on the device have no type of their own. A slice copies nothing. */
function typed(file: Blob, type: string): Blob {
  return file.slice(0, file.size, type)
}
