import { z } from 'zod'
import type { ShelfItem } from '#core/shelf.ts'

// Zod's compiled parsers need `new Function`, which the page's Content-Security-Policy refuses; even the attempt is reported.
z.config({ jitless: true })

/** What is written beside a checkpoint. */
export interface KeptRecord extends ShelfItem {
  /** SHA-256 of each block of the file, by which damage is found without the slow hash of the whole. */
  blocks: string[]
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const schema = z.object({
  id: z.string().regex(/^[\w.-]+$/),
  name: z.string().min(1),
  kind: z.enum(['birefnet', 'onnx']),
  file: z.string().regex(/^[^/\\]+$/),
  sizeBytes: z.int().positive(),
  sha256,
  from: z.enum(['own', 'mirror', 'hub', 'file']),
  stored: z.object({ as: z.literal('half'), sizeBytes: z.int().positive() }).exactOptional(),
  backbone: z.enum(['lite', 'large']).exactOptional(),
  patchOrder: z.enum(['c-hg-wg', 'wg-hg-c']).exactOptional(),
  keptAt: z.number(),
  usedAt: z.number(),
  blocks: z.array(sha256),
}) satisfies z.ZodType<KeptRecord>

/** The record as bytes. */
export function writeKept(record: KeptRecord): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(record))
}

/** What a record says; undefined where it is broken or of another making. */
export function readKept(bytes: Uint8Array): KeptRecord | undefined {
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data
  } catch {
    return undefined
  }
}
