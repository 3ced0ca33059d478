import { Unzlib } from 'fflate'
import { unpackBits } from '#workers/decode/packBits.ts'
import { unpackLzw } from './lzw.ts'

/** Undoes the packing of a piece; gives no more bytes than this, and fewer where the packed ones end early or make no sense. */
type Unpack = (packed: Uint8Array<ArrayBuffer>, length: number) => Uint8Array<ArrayBuffer>

/** Ways of packing by their number; JPEG (7) is none of bytes. Fax, old JPEG, LZMA, Zstandard and the like are not known here. */
const unpackers: Readonly<Record<number, Unpack>> = {
  1: (packed, length) => packed.subarray(0, length),
  5: unpackLzw,
  8: inflate,
  32773: unpackBits,
  32946: inflate,
}

/** How the bytes of pieces are unpacked; undefined for packings that are not known here. */
export function unpackerOf(compression: number): Unpack | undefined {
  return unpackers[compression]
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
