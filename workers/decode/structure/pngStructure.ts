import { pngChunks } from '#workers/decode/png/pngChunks.ts'
import type { Wholeness } from './wholeness.ts'

/** By chunks and their checksums. A file whose end mark alone is missing has all of its picture; whether it has, only its pixels tell. */
export function pngStructure(bytes: Uint8Array<ArrayBuffer>): Wholeness {
  const { chunks, end } = pngChunks(bytes)
  return chunks.some(({ name }) => name === 'IDAT') || end !== 'whole' ? end : 'broken'
}
