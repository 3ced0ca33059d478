import type { Mask } from '#core/cut.ts'
import type { Size } from '#core/geometry.ts'
import { deflated, inflated } from '#workers/pixels/deflate.ts'
import { crc32 } from './png/crc32.ts'

/** Alpha bytes handed to the compressor at a time. */
const partBytes = 1024 * 1024

/** Bytes of the checksum (CRC-32 of the alpha bytes, the highest byte first) before the packed ones. */
const checksumBytes = 4

/**
 * Packs alpha, one byte a pixel, so that the masks of many photos fit in memory: a typical one shrinks to a fiftieth.
 * @param fine the bytes that give 16 bits together with alpha, where there are any; nearly all of them are the same
 * @param id of the mask; a new one when left out
 */
export async function packMask(
  alpha: Uint8Array<ArrayBuffer>,
  size: Size,
  fine?: Uint8Array<ArrayBuffer>,
  id = newMaskId(),
): Promise<Mask> {
  if (alpha.length !== size.width * size.height) throw new RangeError('a mask has one byte for each pixel')
  // Side by side: the browser compresses in threads of its own.
  const [whole, steps] = await Promise.all([packed(alpha), fine === undefined ? undefined : packed(fine)])
  const mask: Mask = { id, size, packed: whole }
  return steps === undefined ? mask : { ...mask, fine: steps }
}

/** The mask with other readings of its holes, all of the same size. */
export async function withPackedHoles(
  mask: Mask,
  holes: { open: Uint8Array<ArrayBuffer>; closed: Uint8Array<ArrayBuffer> } | undefined,
): Promise<Mask> {
  if (holes === undefined) return mask
  const [open, closed] = await Promise.all([packed(holes.open), packed(holes.closed)])
  return { ...mask, holes: { open, closed } }
}

async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<Blob> {
  const checksum = new Uint8Array(checksumBytes)
  new DataView(checksum.buffer).setUint32(0, crc32(bytes))
  const parts = [checksum]
  for await (const part of deflated(partsOf(bytes), 'deflate-raw')) parts.push(part)
  return new Blob(parts)
}

/** Two masks never have the same name. (`crypto.randomUUID` is missing on pages served over plain HTTP.) */
export function newMaskId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-')
}

/** Unpacks what `packMask` made. Throws where it is not whole or not of this size: masks never leave our hands, so that would be a bug. */
export async function unpackMask({ size, packed: blob }: Omit<Mask, 'id'>): Promise<Uint8Array<ArrayBuffer>> {
  return await unpacked(blob, size)
}

/** The fine steps of a mask, where it has any. */
export async function unpackFine({ size, fine }: Omit<Mask, 'id'>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return fine === undefined ? undefined : await unpacked(fine, size)
}

async function unpacked(blob: Blob, size: Size): Promise<Uint8Array<ArrayBuffer>> {
  const checksum = new DataView(await blob.slice(0, checksumBytes).arrayBuffer())
  const bytes = new Uint8Array(size.width * size.height)
  let filled = 0
  for await (const part of inflated(blob.slice(checksumBytes), 'deflate-raw')) {
    if (filled + part.length > bytes.length) throw new RangeError('the mask is larger than its photo')
    bytes.set(part, filled)
    filled += part.length
  }
  if (filled !== bytes.length) throw new RangeError('the mask is smaller than its photo')
  if (checksum.getUint32(0) !== crc32(bytes)) throw new Error('the mask is damaged')
  return bytes
}

function* partsOf(alpha: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < alpha.length; at += partBytes) yield alpha.subarray(at, at + partBytes)
}
