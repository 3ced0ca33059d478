import { z } from 'zod'
import { type FamilyId, families, type OnnxModel } from '#core/models.ts'

// Zod's compiled parsers need `new Function`, which the page's Content-Security-Policy refuses; even the attempt is reported.
z.config({ jitless: true })

const side = z.int().min(1).max(4096)

const schema = z.object({
  kind: z.literal('onnx'),
  id: z.string().regex(/^onnx-[0-9a-f]{16}$/),
  name: z.string().min(1),
  sizeBytes: z.int().positive(),
  input: z.object({ width: side, height: side }),
  family: z.custom<FamilyId>((value) => typeof value === 'string' && Object.hasOwn(families, value)),
  output: z.string().min(1),
  layout: z.literal('channels-last').exactOptional(),
}) satisfies z.ZodType<OnnxModel>

/** The record beside a model file, as bytes. */
export function writeRecord(model: OnnxModel): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(model))
}

/** What a record says; undefined where it is broken or of another making. */
export function readRecord(bytes: Uint8Array): OnnxModel | undefined {
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data
  } catch {
    return undefined
  }
}
