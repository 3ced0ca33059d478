/** Unpacks run lengths as TIFF and Photoshop have them (TIFF 6.0, section 9). Gives no more bytes than this, and fewer where the packed ones end early. */
export function unpackBits(packed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length)
  let filled = 0
  for (let at = 0; at < packed.length && filled < length; ) {
    const head = packed[at] ?? 0
    at += 1
    if (head === 128) continue
    if (head < 128) {
      const run = packed.subarray(at, at + Math.min(head + 1, length - filled))
      out.set(run, filled)
      filled += run.length
      at += head + 1
      continue
    }
    if (at >= packed.length) break
    const end = Math.min(length, filled + 257 - head)
    out.fill(packed[at] ?? 0, filled, end)
    filled = end
    at += 1
  }
  return out.subarray(0, filled)
}
