import { Unzlib } from 'fflate'
import { unpackBits } from '#workers/decode/packBits.ts'
import { type FaxPacking, unpackFax } from './fax/unpackFax.ts'
import { unpackLzw } from './lzw.ts'
import type { TiffPicture } from './tiffPicture.ts'
import { unpackZstandard } from './zstandard.ts'

/** Undoes the packing of a piece; gives no more bytes than this, and fewer where the packed ones end early or make no sense. */
type Unpack = (packed: Uint8Array<ArrayBuffer>, length: number) => Uint8Array<ArrayBuffer>

/** Ways of packing by their number; JPEG (7) is none of bytes. Old JPEG, LZMA, LERC, WebP and the like are not known here. */
const unpackers: Readonly<Record<number, Unpack>> = {
  1: (packed, length) => packed.subarray(0, length),
  5: unpackLzw,
  8: inflate,
  32773: unpackBits,
  32946: inflate,
  50000: unpackZstandard,
}

const faxPackings: Readonly<Record<number, FaxPacking>> = { 2: 'rows', 3: 'group3', 4: 'group4' }
const twoDimensional = 1

/** How the bytes of pieces are unpacked; undefined for packings that are not known here. */
export function unpackerOf({
  compression,
  piece,
  bits,
  samples,
  isLowFirst,
  faxOptions,
}: TiffPicture): Unpack | undefined {
  const fax = faxPackings[compression]
  if (fax !== undefined && bits === 1 && samples === 1) {
    const isTwoDimensional = (faxOptions & twoDimensional) !== 0
    return (packed, length) =>
      unpackFax(isLowFirst ? mirrored(packed) : packed, length, { packing: fax, width: piece.width, isTwoDimensional })
  }
  const unpack = unpackers[compression]
  if (unpack === undefined || !isLowFirst || bits >= 8) return unpack
  return (packed, length) => mirrored(unpack(packed, length))
}

/** Bytes with their lowest bit highest. */
function mirrored(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.map((byte) => {
    let turned = 0
    for (let bit = 0; bit < 8; bit += 1) turned |= ((byte >> bit) & 1) << (7 - bit)
    return turned
  })
}

/** Packed bytes handed over at a time: what comes out of them is at most a thousand times as much. */
const portion = 64 * 1024

function inflate(packed: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length)
  let filled = 0
  const stream = new Unzlib((part) => {
    const rest = part.subarray(0, length - filled)
    out.set(rest, filled)
    filled += rest.length
  })
  try {
    for (let at = 0; at < packed.length && filled < length; at += portion)
      stream.push(packed.subarray(at, at + portion))
  } catch {
    // Packed bytes that make no sense: what came before them is there.
  }
  return out.subarray(0, filled)
}
