import { decodeByBrowser } from '#workers/decode/browserDecode.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import { readJpeg } from '#workers/decode/jpegHeader.ts'
import type { TiffPicture } from './tiffPicture.ts'

/** Pixels of a piece that is a JPEG file without its tables, which stand once in the TIFF file; undefined where the browser cannot decode it. */
export async function jpegPiece(
  packed: Uint8Array<ArrayBuffer>,
  { jpegTables, colours, piece }: TiffPicture,
): Promise<Uint32Array<ArrayBuffer> | undefined> {
  const tables = jpegTables?.subarray(2, -2) ?? new Uint8Array(0)
  const transform = colours === 'ycbcr' ? 1 : 0
  const file = new Blob([packed.subarray(0, 2), adobe(transform), tables, packed.subarray(2)], { type: 'image/jpeg' })
  const header = readJpeg(new Bytes(new Uint8Array(await file.arrayBuffer())))
  // The last strip may be lower than the others.
  const isExpected = header?.size.width === piece.width && header.size.height <= piece.height
  if (!isExpected || header.size.height < 1) return undefined
  const decoded = await decodeByBrowser(file, { ...header, gamut: 'srgb', orientation: 1 })
  if (decoded === undefined || !decoded.ok) return undefined
  return new Uint32Array(decoded.value.pixels.buffer)
}

/** A segment that says whether three components are brightness and colour differences (1) or red, green and blue (0), of which nothing is said in a TIFF's pieces. */
function adobe(transform: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform)
}
