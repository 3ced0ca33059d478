import { z } from 'zod'
import type { ByteSource } from './byteSource.ts'
import { readMetadata } from './safetensors.ts'

// Zod's compiled parsers need `new Function`, which the page's Content-Security-Policy refuses; even the attempt is reported.
z.config({ jitless: true })

/** What a compact copy tells of the file that it was made from. */
export interface CompactOrigin {
  /** SHA-256 of the original in hexadecimal. */
  sha256: string
  sizeBytes: number
  name: string
}

/** One tensor of a compact copy; offsets from the end of the header. */
export interface CompactEntry {
  key: string
  dtype: 'F32' | 'F16'
  shape: readonly number[]
  start: number
  end: number
}

/** Stands in the header until the digest of the tensors is known, and is as long. */
export const unknownDigest = '0'.repeat(64)

const hash = z.string().regex(/^[0-9a-f]{64}$/)

const metadata = z.object({
  'clearcut.original.sha256': hash,
  'clearcut.original.bytes': z.coerce.number().int().positive(),
  'clearcut.original.name': z.string().min(1).max(200),
  'clearcut.tensors.sha256': hash,
})

/** The beginning of a compact copy, up to its first tensor; a multiple of 8 bytes, as the format wants it. */
export function compactHeader(
  entries: readonly CompactEntry[],
  { sha256, sizeBytes, name }: CompactOrigin,
  tensorsDigest: string,
): Uint8Array<ArrayBuffer> {
  const told = {
    format: 'pt',
    'clearcut.original.sha256': sha256,
    'clearcut.original.bytes': String(sizeBytes),
    'clearcut.original.name': name.slice(0, 200),
    'clearcut.tensors.sha256': tensorsDigest,
  }
  const tensors = entries.map(({ key, dtype, shape, start, end }) => [
    key,
    { dtype, shape, data_offsets: [start, end] },
  ])
  const json = new TextEncoder().encode(JSON.stringify({ __metadata__: told, ...Object.fromEntries(tensors) }))
  const bytes = new Uint8Array(8 + 8 * Math.ceil(json.length / 8)).fill(0x20)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(bytes.length - 8), true)
  bytes.set(json, 8)
  return bytes
}

/** The origin of a compact copy and the digest that its tensors must have; undefined for any other file. */
export function readCompactOrigin(source: ByteSource): (CompactOrigin & { tensorsDigest: string }) | undefined {
  const told = metadata.safeParse(readMetadata(source)).data
  if (told === undefined) return undefined
  return {
    sha256: told['clearcut.original.sha256'],
    sizeBytes: told['clearcut.original.bytes'],
    name: told['clearcut.original.name'],
    tensorsDigest: told['clearcut.tensors.sha256'],
  }
}
