import { sha256 } from '@noble/hashes/sha2.js'

/** SHA-256 in hexadecimal: by the browser's own hash where there is one; on plain http, other than localhost, there is not. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest =
    globalThis.crypto?.subtle === undefined
      ? sha256(bytes)
      : new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
