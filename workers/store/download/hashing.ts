import { blockBytes, hashBlock } from '#workers/store/blocks.ts'
import { createHasher, type Hasher } from './hasher.ts'

/** What a file's bytes come to. */
export interface Hashes {
  /** Of the whole, in hexadecimal. */
  sha256: string
  /** Of its blocks, for `hashBlocks` to compare with another day. */
  blocks: string[]
}

/** Whoever hashes a file whose bytes come one after the other: this thread, or one of its own. */
export interface Hashing {
  /** Whether it works in a thread of its own, so that it may be given bytes at any time. */
  readonly isBeside: boolean
  /** Whether it takes more bytes now; always where it works here. */
  readonly hasRoom: boolean
  /** Resolves once it takes bytes again. */
  room(): Promise<void>
  /** Hears of the bytes that follow. Beside, it takes the buffer itself: the caller does not touch it again. */
  update(bytes: Uint8Array<ArrayBuffer>): void
  /** Starts again with no bytes. */
  reset(): void
  /** The hashes of all bytes; afterwards only `reset` and `close` make sense. Rejects where the thread has died. */
  finish(): Promise<Hashes>
  close(): void
}

/** Hashes in this thread. */
export async function hashHere(): Promise<Hashing> {
  const hashes = new RunningHashes(await createHasher())
  return {
    isBeside: false,
    hasRoom: true,
    room: async () => {},
    update: (bytes) => hashes.update(bytes),
    reset: () => hashes.reset(),
    finish: () => hashes.finish(),
    close() {},
  }
}

/** The hash of all bytes so far, and of each block; those are made by the browser, beside everything else. */
export class RunningHashes {
  readonly #hasher: Hasher
  /** The block that is being filled. */
  readonly #block = new Uint8Array(blockBytes)
  #filled = 0
  #blocks: Promise<string>[] = []

  constructor(hasher: Hasher) {
    this.#hasher = hasher
  }

  update(bytes: Uint8Array<ArrayBuffer>): void {
    this.#hasher.update(bytes)
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + blockBytes - this.#filled)
      this.#block.set(piece, this.#filled)
      this.#filled += piece.length
      at += piece.length
      if (this.#filled === blockBytes) this.#closeBlock()
    }
  }

  reset(): void {
    this.#hasher.reset()
    this.#blocks = []
    this.#filled = 0
  }

  async finish(): Promise<Hashes> {
    if (this.#filled > 0) this.#closeBlock()
    return { sha256: this.#hasher.digest(), blocks: await Promise.all(this.#blocks) }
  }

  #closeBlock(): void {
    this.#blocks.push(hashBlock(this.#block.subarray(0, this.#filled)))
    this.#filled = 0
  }
}
