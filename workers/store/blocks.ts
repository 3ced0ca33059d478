import type { ByteSource } from '#workers/weights/byteSource.ts'

/** Size of the blocks that a kept file is checked by. */
export const blockBytes = 16 * 1024 * 1024

/** SHA-256 of each block in hexadecimal, by the browser's own hash, which is several times faster than any that goes bit by bit. */
export async function hashBlocks(source: ByteSource): Promise<string[]> {
  const hashes: string[] = []
  for (let start = 0; start < source.sizeBytes; start += blockBytes) {
    const bytes = source.read(start, Math.min(start + blockBytes, source.sizeBytes))
    hashes.push(await hashBlock(bytes))
  }
  return hashes
}

/** SHA-256 of one block in hexadecimal. The bytes are copied before this returns. */
export async function hashBlock(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
