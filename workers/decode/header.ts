import type { ImageKind } from '#core/imageKind.ts'
import { readBmp } from './bmpHeader.ts'
import { Bytes } from './bytes.ts'
import { readGif } from './gifHeader.ts'
import { readIco } from './ico/icoHeader.ts'
import type { ImageHeader } from './imageHeader.ts'
import { readIso } from './isoHeader.ts'
import { readJp2 } from './jp2/jp2Header.ts'
import { readJpeg } from './jpegHeader.ts'
import { readJxl } from './jxl/jxlHeader.ts'
import { readPng } from './pngHeader.ts'
import { readPsd } from './psd/psdHeader.ts'
import { readTiff } from './tiff/tiffHeader.ts'
import { readWebp } from './webpHeader.ts'

export type HeaderReading =
  | { status: 'read'; header: ImageHeader }
  /** These bytes end before the header does. */
  | { status: 'incomplete' }
  | { status: 'damaged' }

/** Kinds whose header is read here; an SVG drawing has none, a camera's raw file none of a picture. */
export type RasterKind = Exclude<ImageKind, 'svg' | 'raw' | 'other'>

const readers: Record<RasterKind, (bytes: Bytes) => ImageHeader | undefined> = {
  jpeg: readJpeg,
  png: readPng,
  webp: readWebp,
  gif: readGif,
  bmp: readBmp,
  avif: readIso,
  heic: readIso,
  tiff: readTiff,
  psd: readPsd,
  ico: readIco,
  jxl: readJxl,
  jp2: readJp2,
}

/**
 * Reads the header of a picture of this kind from the first bytes of its file. Never throws, and ends for any input.
 * @param isWhole whether these bytes are the whole file: then there is nothing more to wait for
 */
export function readHeader(kind: RasterKind, head: Uint8Array<ArrayBuffer>, isWhole: boolean): HeaderReading {
  const bytes = new Bytes(head)
  const header = readers[kind](bytes)
  if (bytes.ranOut && !isWhole) return { status: 'incomplete' }
  if (header === undefined || header.size.width < 1 || header.size.height < 1) return { status: 'damaged' }
  return { status: 'read', header }
}
