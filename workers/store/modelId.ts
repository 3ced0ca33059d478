import { sha256 } from '@noble/hashes/sha2.js'
import type { OnnxModel } from '#core/models.ts'

/** The id of a model file: `onnx-` and the first 16 hexadecimal digits of its SHA-256. */
export async function modelId(bytes: Uint8Array<ArrayBuffer>): Promise<OnnxModel['id']> {
  return `onnx-${toHex((await digest(bytes)).subarray(0, 8))}`
}

/** The browser's own hash where there is one: on plain http, other than localhost, there is not. */
async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (globalThis.crypto?.subtle === undefined) return sha256(bytes)
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
