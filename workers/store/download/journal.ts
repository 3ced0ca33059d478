import { z } from 'zod'
import type { DownloadOrder } from '#core/shelf.ts'

// Zod's compiled parsers need `new Function`, which the page's Content-Security-Policy refuses; even the attempt is reported.
z.config({ jitless: true })

/** What has to survive a closed tab or a crash for a download to go on. */
export interface Journal {
  order: DownloadOrder
  /** Where the bytes came from last, and the strong ETag they came with. */
  url?: string | undefined
  etag?: string | undefined
  totalBytes?: number | undefined
  /** Whether a person wanted it to stop; else it goes on by itself. */
  isPaused: boolean
}

const source = z.object({ from: z.enum(['own', 'mirror', 'hub']), url: z.url() })

const order = z.object({
  id: z.string().regex(/^[\w.-]+$/),
  name: z.string(),
  kind: z.enum(['birefnet', 'onnx']),
  file: z.string().regex(/^[\w.-]+$/),
  sizeBytes: z.int().positive().exactOptional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .exactOptional(),
  keepOriginal: z.boolean().exactOptional(),
  sources: z.array(source),
}) satisfies z.ZodType<DownloadOrder>

const schema = z.object({
  order,
  url: z.string().optional(),
  etag: z.string().optional(),
  totalBytes: z.int().positive().optional(),
  isPaused: z.boolean(),
}) satisfies z.ZodType<Journal>

/** The journal as bytes. */
export function writeJournal(journal: Journal): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(journal))
}

/** What a journal says; undefined where it is broken or of another making. */
export function readJournal(bytes: Uint8Array): Journal | undefined {
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data
  } catch {
    return undefined
  }
}
