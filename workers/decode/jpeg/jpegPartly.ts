import { failure, type Outcome, success } from '#core/outcome.ts'
import { decodeByBrowser } from '#workers/decode/browserDecode.ts'
import type { Decoded } from '#workers/decode/decoded.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { placeTile } from '#workers/decode/orientation.ts'
import { type JpegRows, jpegRows } from './jpegRows.ts'
import { jpegScans } from './jpegScans.ts'

/** Of a file whose marks contradict one another at least this share of the rows has to be sound to be of any use. */
const leastOfBroken = 1 / 8

/**
 * Decodes as much as there is of a JPEG file that ends too early or is broken in the middle: the rows of which all data are there, the others transparent.
 * The browser gets the sound part with an end mark, which each of them decodes. Undefined where the file is of a kind whose rows cannot be counted;
 * fails with `damaged` where there is nothing to be seen.
 */
export async function jpegPartly(
  file: Uint8Array<ArrayBuffer>,
  header: ImageHeader,
): Promise<Outcome<Decoded> | undefined> {
  const { end, at, scans } = jpegScans(file)
  if (scans === 0) return failure('damaged', 'no scan')
  const rows = jpegRows(file, at)
  if (rows === undefined) return undefined
  if (rows.complete < (end === 'broken' ? rows.total * leastOfBroken : 1)) return failure('damaged', 'no row')
  const mended = new Blob([file.subarray(0, at), Uint8Array.of(0xff, 0xd9)], { type: 'image/jpeg' })
  const decoded = await decodeByBrowser(mended, header)
  if (decoded === undefined) return failure('damaged', 'refused')
  if (!decoded.ok) return decoded
  // Nothing but the end mark was missing.
  if (rows.complete === rows.total && !rows.isCoarse) return decoded
  return success(withRows(decoded.value, header, rows))
}

/** The picture with only these rows, as they are stored, the others transparent. */
export function withRows(decoded: Decoded, { size, orientation }: ImageHeader, { complete, total }: JpegRows): Decoded {
  const upright = new Uint32Array(decoded.pixels.buffer)
  const missing = { x: 0, y: complete, width: size.width, height: total - complete }
  if (missing.height > 0)
    placeTile(upright, size, orientation, new Uint32Array(missing.width * missing.height), missing)
  return { ...decoded, isPartial: true }
}
