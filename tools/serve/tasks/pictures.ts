import { imageKind, kindBytes, mediaTypes } from '#core/imageKind.ts'
import type { Source } from '#core/tasks/task.ts'
import { inSentences, type TaskReason } from '#core/tasks/taskReasons.ts'
import { type Outside, OutsideError } from '../outside/outside.ts'
import type { Kept, Vault } from '../vault.ts'

/** Why a picture cannot be had; told to the caller. */
export class PictureError extends Error {
  override name = 'PictureError'
  readonly reason: TaskReason

  constructor(reason: TaskReason, detail?: string) {
    super(inSentences(reason, detail))
    this.reason = reason
  }
}

/** Brings the pictures of requests into the vault: from the request itself, from an address, or from an earlier upload. */
export class Pictures {
  readonly #vault: Vault
  readonly #outside: Outside
  readonly maxBytes: number

  constructor(vault: Vault, outside: Outside, maxBytes: number) {
    this.#vault = vault
    this.#outside = outside
    this.maxBytes = maxBytes
  }

  /** Keeps a picture that came with a request. Rejects with a `PictureError` where it is too large or no picture, or where the disk is full. */
  async keep(bytes: Buffer, name: string, expiresAt: number, id?: string): Promise<Kept> {
    if (bytes.length > this.maxBytes) throw new PictureError('input-too-large', `At most ${this.maxBytes} bytes.`)
    if (bytes.length === 0) throw new PictureError('empty-file')
    const kind = imageKind(bytes.subarray(0, kindBytes))
    if (kind === undefined) throw new PictureError('not-an-image')
    try {
      return await this.#vault.put(bytes, { name, type: mediaTypes[kind], expiresAt }, id)
    } catch (error) {
      throw new PictureError(
        'storage-failed',
        error instanceof Error && 'code' in error ? `(${error.code})` : undefined,
      )
    }
  }

  /** What is in the request itself or was kept earlier; undefined for an address outside, which takes its time. */
  async atOnce(source: Source, base: string, expiresAt: number): Promise<Kept | undefined> {
    if (source.kind === 'data') return await this.keep(Buffer.from(source.base64, 'base64'), 'photo', expiresAt)
    const id = source.kind === 'kept' ? source.id : source.kind === 'url' ? ownFileId(source.url, base) : undefined
    if (id === undefined) return undefined
    const kept = this.#vault.find(id)
    if (kept === undefined) throw new PictureError('input-unknown', id)
    return kept
  }

  /** Refuses an address that may never be asked, before the task is accepted. */
  check(source: Source, base: string): void {
    if (source.kind === 'url' && ownFileId(source.url, base) === undefined)
      explained(() => this.#outside.check(source.url))
  }

  /** Fetches from outside. */
  async fetch(url: string, expiresAt: number): Promise<Kept> {
    try {
      const { bytes, name } = await this.#outside.fetch(url, this.maxBytes)
      return await this.keep(bytes, name, expiresAt)
    } catch (error) {
      throw error instanceof OutsideError ? new PictureError(error.reason, error.message) : error
    }
  }
}

function explained(check: () => void): void {
  try {
    check()
  } catch (error) {
    throw error instanceof OutsideError ? new PictureError(error.reason, error.message) : error
  }
}

/** A file that this server itself has given an address: it is taken from the vault, not asked for over the network. */
function ownFileId(url: string, base: string): string | undefined {
  if (!url.startsWith(`${base}/files/`)) return undefined
  return /^([0-9a-f-]{36})(?:\.[a-z]+)?$/.exec(url.slice(base.length + 7))?.[1]
}
