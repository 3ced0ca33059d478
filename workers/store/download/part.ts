import { blockBytes, hashBlock } from '#workers/store/blocks.ts'
import type { Hasher } from './hasher.ts'
import { nextTask } from './nextTask.ts'

/** What a part needs of a file that is open for reading and writing; a `FileSystemSyncAccessHandle` has it. */
export interface OpenFile {
  getSize(): number
  read(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number
  truncate(size: number): void
  flush(): void
}

/** How much is hashed at a time: a few milliseconds, in which the worker hears nothing else. */
const sliceBytes = 256 * 1024

/**
 * A file that is being downloaded: bytes are only ever added at its end, and its SHA-256 goes along.
 *
 * The hash may lag behind, and then reads back what it missed. A browser drops what it has received but not yet handed out when a
 * connection breaks, so bytes are taken and written as fast as they come, and hashed while none do.
 */
export class Part {
  readonly #file: OpenFile
  readonly #hasher: Hasher
  /** The block that is being filled; its own hash is made when it is full, by the browser and beside everything else. */
  readonly #block = new Uint8Array(blockBytes)
  #blocks: Promise<string>[] = []
  #bytes: number
  #hashedBytes = 0

  /** Takes up a file where it ends; what is there already is hashed in its turn, from the disk. */
  constructor(file: OpenFile, hasher: Hasher) {
    this.#file = file
    this.#hasher = hasher
    this.#bytes = file.getSize()
  }

  /** How many bytes are there. */
  get bytes(): number {
    return this.#bytes
  }

  /** How many of them the hash does not cover yet. */
  get lagBytes(): number {
    return this.#bytes - this.#hashedBytes
  }

  /** Adds bytes at the end. Throws a `QuotaExceededError` when the disk is full; what fitted stays and counts. */
  append(bytes: Uint8Array<ArrayBuffer>): void {
    for (let at = 0; at < bytes.length; ) {
      const written = this.#file.write(at === 0 ? bytes : bytes.subarray(at), { at: this.#bytes })
      // A full disk may show as a short write instead of an error.
      if (written === 0) throw new DOMException('the disk took no more bytes', 'QuotaExceededError')
      this.#bytes += written
      at += written
    }
  }

  /** Hashes one slice of what the hash does not cover yet. */
  hashSlice(): void {
    const start = this.#hashedBytes % blockBytes
    const slice = this.#block.subarray(start, start + Math.min(sliceBytes, this.lagBytes, blockBytes - start))
    const count = this.#file.read(slice, { at: this.#hashedBytes })
    if (count === 0 && slice.length > 0) throw new DOMException('The file ended early.', 'NotReadableError')
    this.#hasher.update(slice.subarray(0, count))
    this.#hashedBytes += count
    if (start + count === blockBytes) this.#blocks.push(hashBlock(this.#block))
  }

  /** The first bytes of the file. */
  head(count: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(Math.min(count, this.#bytes))
    return bytes.subarray(0, this.#file.read(bytes, { at: 0 }))
  }

  /** Throws everything away and starts with nothing. */
  restart(): void {
    this.#file.truncate(0)
    this.#hasher.reset()
    this.#blocks = []
    this.#bytes = 0
    this.#hashedBytes = 0
  }

  /** Makes sure that what is there is on the disk. */
  flush(): void {
    this.#file.flush()
  }

  /** SHA-256 of all bytes, in hexadecimal. Only `restart` may follow. Rejects with the signal's reason. */
  async digest(signal?: AbortSignal): Promise<string> {
    this.#file.flush()
    while (this.lagBytes > 0) {
      for (let i = 0; i < 16 && this.lagBytes > 0; i++) this.hashSlice()
      await nextTask()
      signal?.throwIfAborted()
    }
    return this.#hasher.digest()
  }

  /** The hashes of the blocks, for `hashBlocks` to compare with another day. Only after `digest`. */
  async blocks(): Promise<string[]> {
    const rest = this.#hashedBytes % blockBytes
    return await Promise.all([...this.#blocks, ...(rest === 0 ? [] : [hashBlock(this.#block.subarray(0, rest))])])
  }
}
