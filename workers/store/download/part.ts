import type { Hashes, Hashing } from './hashing.ts'
import { hashHere } from './hashing.ts'
import { nextTask } from './nextTask.ts'

/** What a part needs of a file that is open for reading and writing; a `FileSystemSyncAccessHandle` has it. */
export interface OpenFile {
  getSize(): number
  read(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number
  truncate(size: number): void
  flush(): void
}

/** How much is read back and hashed at a time: a few milliseconds, in which the worker hears nothing else. */
const sliceBytes = 256 * 1024

/**
 * A file that is being downloaded: bytes are only ever added at its end, and its hashes go along: beside, in a thread of their own, where there is one.
 *
 * The hash may lag behind, and then reads back what it missed. A browser drops what it has received but not yet handed out when a
 * connection breaks, so bytes are taken and written as fast as they come, and hashed in this thread while none do.
 */
export class Part {
  readonly #file: OpenFile
  #hashing: Hashing
  #hashes: Hashes | undefined
  #bytes: number
  /** How many bytes the hash has been given. */
  #givenBytes = 0

  /** Takes up a file where it ends; what is there already is hashed in its turn, from the disk. The part closes the hashing. */
  constructor(file: OpenFile, hashing: Hashing) {
    this.#file = file
    this.#hashing = hashing
    this.#bytes = file.getSize()
  }

  /** How many bytes are there. */
  get bytes(): number {
    return this.#bytes
  }

  /** How many of them the hash was not given yet. */
  get lagBytes(): number {
    return this.#bytes - this.#givenBytes
  }

  /** Whether the hash takes more of them now. */
  get canHash(): boolean {
    return this.lagBytes > 0 && this.#hashing.hasRoom
  }

  /** Adds bytes at the end, whose buffer then belongs to the part. Throws a `QuotaExceededError` when the disk is full; what fitted stays and counts. */
  append(bytes: Uint8Array<ArrayBuffer>): void {
    const isNext = this.lagBytes === 0
    for (let at = 0; at < bytes.length; ) {
      const written = this.#file.write(at === 0 ? bytes : bytes.subarray(at), { at: this.#bytes })
      // A full disk may show as a short write instead of an error.
      if (written === 0) throw new DOMException('the disk took no more bytes', 'QuotaExceededError')
      this.#bytes += written
      at += written
    }
    if (!isNext || !this.#hashing.isBeside || !this.#hashing.hasRoom) return
    this.#givenBytes += bytes.length
    this.#hashing.update(bytes)
  }

  /** Reads back one slice of what the hash was not given yet, and gives it. */
  hashSlice(): void {
    const slice = new Uint8Array(Math.min(sliceBytes, this.lagBytes))
    const count = this.#file.read(slice, { at: this.#givenBytes })
    if (count === 0 && slice.length > 0) throw new DOMException('The file ended early.', 'NotReadableError')
    this.#givenBytes += count
    this.#hashing.update(count === slice.length ? slice : slice.slice(0, count))
  }

  /** The first bytes of the file. */
  head(count: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(Math.min(count, this.#bytes))
    return bytes.subarray(0, this.#file.read(bytes, { at: 0 }))
  }

  /** Throws everything away and starts with nothing. */
  restart(): void {
    this.#file.truncate(0)
    this.#hashing.reset()
    this.#bytes = 0
    this.#givenBytes = 0
  }

  /** Makes sure that what is there is on the disk. */
  flush(): void {
    this.#file.flush()
  }

  /** SHA-256 of all bytes, in hexadecimal. Only `restart`, `blocks` and `close` may follow. Rejects with the signal's reason. */
  async digest(signal?: AbortSignal): Promise<string> {
    this.#file.flush()
    try {
      this.#hashes = await this.#allHashes(signal)
    } catch (error) {
      signal?.throwIfAborted()
      if (!this.#hashing.isBeside || error instanceof DOMException) throw error
      // The thread has died, of which the file knows nothing.
      this.#hashing.close()
      this.#hashing = await hashHere()
      this.#givenBytes = 0
      this.#hashes = await this.#allHashes(signal)
    }
    return this.#hashes.sha256
  }

  async #allHashes(signal: AbortSignal | undefined): Promise<Hashes> {
    while (this.lagBytes > 0) {
      await this.#hashing.room()
      for (let i = 0; i < 16 && this.canHash; i++) this.hashSlice()
      await nextTask()
      signal?.throwIfAborted()
    }
    return await this.#hashing.finish()
  }

  /** The hashes of the blocks, for `hashBlocks` to compare with another day. Only after `digest`. */
  async blocks(): Promise<string[]> {
    return this.#hashes?.blocks ?? []
  }

  /** Ends the hash's thread; the file stays open. */
  close(): void {
    this.#hashing.close()
  }
}
