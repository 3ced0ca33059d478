import { Decompress } from 'fzstd'
import { Bytes } from '#workers/decode/bytes.ts'

const magic = 0xfd2fb528

/** Longest block of packed bytes, unpacked: no window may be smaller. */
const blockBytes = 128 * 1024

/** Packed bytes handed over at a time: one block of them becomes at most 128 KiB. */
const portion = 16 * 1024

/** Undoes Zstandard (RFC 8878) up to this length; gives fewer bytes where the packed ones end early, make no sense, or ask for more memory than a piece needs. */
export function unpackZstandard(packed: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length)
  let filled = 0
  const start = modest(packed.slice(0, portion), length)
  if (start === undefined) return out.subarray(0, 0)
  const stream = new Decompress((part) => {
    const rest = part.subarray(0, length - filled)
    out.set(rest, filled)
    filled += rest.length
  })
  try {
    for (let at = 0; at < packed.length && filled < length; at += portion)
      stream.push(at === 0 ? start : packed.subarray(at, at + portion), at + portion >= packed.length)
  } catch {
    // Packed bytes that make no sense: what came before them is there.
  }
  return out.subarray(0, filled)
}

/**
 * The beginning of the packed bytes, changed so that its first frame asks for no more memory than what comes out of it needs (RFC 8878, 3.1.1.1): encoders write
 * what their strongest level may take, the library would give it two gigabytes, and nothing refers further back than to the beginning. Undefined where it is no frame.
 */
function modest(start: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Bytes(start)
  if (bytes.u32(0, true) !== magic) return undefined
  const descriptor = bytes.u8(4)
  if ((descriptor & 0x20) === 0) {
    const window = start[5] ?? 0
    const [base, needed] = [2 ** (10 + (window >> 3)), Math.max(length, blockBytes)]
    if (base + (base / 8) * (window & 7) > needed) start[5] = Math.max(0, Math.ceil(Math.log2(needed)) - 10) << 3
    return start
  }
  // The frame is its own window, as large as it says that it will be.
  const at = 5 + ([0, 1, 2, 4][descriptor & 3] ?? 0)
  const size = [bytes.u8(at), bytes.u16(at, true) + 256, bytes.u32(at, true), bytes.u64(at, true)][descriptor >> 6] ?? 0
  return size <= Math.max(length, blockBytes) ? start : undefined
}
