import type { RasterKind } from '#workers/decode/header.ts'
import { bmpStructure } from './bmpStructure.ts'
import { gifStructure } from './gifStructure.ts'
import { isoStructure } from './isoStructure.ts'
import { jpegStructure } from './jpegStructure.ts'
import { pngStructure } from './pngStructure.ts'
import { tiffStructure } from './tiffStructure.ts'
import { webpStructure } from './webpStructure.ts'
import type { Wholeness } from './wholeness.ts'

const readers: Record<RasterKind, (bytes: Uint8Array<ArrayBuffer>) => Wholeness> = {
  png: pngStructure,
  jpeg: jpegStructure,
  webp: webpStructure,
  gif: gifStructure,
  bmp: bmpStructure,
  avif: isoStructure,
  heic: isoStructure,
  tiff: tiffStructure,
}

/** Whether a file of this kind, whose header was read before, holds all of its picture, by its structure alone. Never throws, and decodes no pixels. */
export function structureOf(kind: RasterKind, bytes: Uint8Array<ArrayBuffer>): Wholeness {
  return readers[kind](bytes)
}
