import { Decompress } from 'fzstd'
import { Bytes } from '#workers/decode/bytes.ts'

const magic = 0xfd2fb528

/** The largest window that Zstandard's own strongest level asks for, in bytes. */
const maxWindow = 128 * 1024 * 1024

/** Packed bytes handed over at a time: one block of them becomes at most 128 KiB. */
const portion = 16 * 1024

/** Undoes Zstandard (RFC 8878) up to this length; gives fewer bytes where the packed ones end early, make no sense, or ask for more memory than a piece needs. */
export function unpackZstandard(packed: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length)
  let filled = 0
  if (!isModest(new Bytes(packed), length)) return out.subarray(0, 0)
  const stream = new Decompress((part) => {
    const rest = part.subarray(0, length - filled)
    out.set(rest, filled)
    filled += rest.length
  })
  try {
    for (let at = 0; at < packed.length && filled < length; at += portion)
      stream.push(packed.subarray(at, at + portion), at + portion >= packed.length)
  } catch {
    // Packed bytes that make no sense: what came before them is there.
  }
  return out.subarray(0, filled)
}

/** Whether the memory that the first frame asks for is no more than what comes out of it needs (RFC 8878, 3.1.1.1): the library would give it two gigabytes. */
function isModest(bytes: Bytes, length: number): boolean {
  if (bytes.u32(0, true) !== magic) return false
  const descriptor = bytes.u8(4)
  const isSingle = (descriptor & 0x20) !== 0
  if (!isSingle) {
    const window = bytes.u8(5)
    const base = 2 ** (10 + (window >> 3))
    return base + (base / 8) * (window & 7) <= maxWindow
  }
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0
  const at = 5 + dictionary
  const size = [bytes.u8(at), bytes.u16(at, true) + 256, bytes.u32(at, true), bytes.u64(at, true)][descriptor >> 6] ?? 0
  return size <= Math.max(length, 1024)
}
