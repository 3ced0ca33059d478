import { sha256 as plainSha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { createSHA256 } from 'hash-wasm'
import { lackOfWebAssembly } from '#workers/runtime/webAssembly.ts'

/** SHA-256 of bytes that arrive bit by bit. */
export interface Hasher {
  update(bytes: Uint8Array): void
  /** Starts again with no bytes. */
  reset(): void
  /** Hexadecimal, in lower case; afterwards only `reset` makes sense. */
  digest(): string
}

/** A WebAssembly hasher, where there is WebAssembly: twice as fast as the best in JavaScript, and `crypto.subtle` takes only what is wholly in memory. */
export async function createHasher(): Promise<Hasher> {
  if (lackOfWebAssembly() !== undefined) return plainHasher()
  const sha256 = await createSHA256()
  sha256.init()
  return {
    update: (bytes) => void sha256.update(bytes),
    reset: () => void sha256.init(),
    digest: () => sha256.digest('hex'),
  }
}

function plainHasher(): Hasher {
  let hash = plainSha256.create()
  return {
    update: (bytes) => void hash.update(bytes),
    reset: () => {
      hash = plainSha256.create()
    },
    digest: () => bytesToHex(hash.digest()),
  }
}
