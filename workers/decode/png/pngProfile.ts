import { Unzlib } from 'fflate'

/** Larger profiles are not looked at: those of printers have about half a megabyte. */
const maxBytes = 4_000_000

/** Packed bytes handed over at a time: what comes out of them is at most a thousand times as much. */
const portion = 4096

/** The ICC profile in an `iCCP` chunk: behind its name, a zero and the number of the only packing there is. Undefined where it makes no sense or is too large. */
export function pngProfile(chunk: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const packed = chunk.subarray(chunk.indexOf(0) + 2)
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  const stream = new Unzlib((part) => {
    parts.push(Uint8Array.from(part))
    length += part.length
  })
  try {
    for (let at = 0; at < packed.length && length <= maxBytes; at += portion)
      stream.push(packed.subarray(at, at + portion))
  } catch {
    return undefined
  }
  if (length === 0 || length > maxBytes) return undefined
  const profile = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    profile.set(part, at)
    at += part.length
  }
  return profile
}
