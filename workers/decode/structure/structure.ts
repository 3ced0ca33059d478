import type { RasterKind } from '#workers/decode/header.ts'
import type { RareKind } from '#workers/decode/rareKinds.ts'
import { bmpStructure } from './bmpStructure.ts'
import { gifStructure } from './gifStructure.ts'
import { isoStructure } from './isoStructure.ts'
import { jpegStructure } from './jpegStructure.ts'
import { pngStructure } from './pngStructure.ts'
import { webpStructure } from './webpStructure.ts'
import type { Wholeness } from './wholeness.ts'

/** Kinds whose structure is read here; decoders of rare kinds tell by themselves what is missing, and HEIC is not rare in every browser. */
export type StructuredKind = Exclude<RasterKind, RareKind> | 'heic'

const readers: Record<StructuredKind, (bytes: Uint8Array<ArrayBuffer>) => Wholeness> = {
  png: pngStructure,
  jpeg: jpegStructure,
  webp: webpStructure,
  gif: gifStructure,
  bmp: bmpStructure,
  avif: isoStructure,
  heic: isoStructure,
}

/** Whether a file of this kind, whose header was read before, holds all of its picture, by its structure alone. Never throws, and decodes no pixels. */
export function structureOf(kind: StructuredKind, bytes: Uint8Array<ArrayBuffer>): Wholeness {
  return readers[kind](bytes)
}
