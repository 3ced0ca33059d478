const clearCode = 256
const endCode = 257
const maxCodes = 4096

/**
 * Unpacks LZW as TIFF has it (TIFF 6.0, section 13): codes of 9 to 12 bits, the highest bit first, longer by one code earlier than GIF has it.
 * Ends at this length, and where the codes end or make no sense: then fewer bytes come back.
 */
export function unpackLzw(packed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length)
  // Each code is a place and a length in what was written already: what a code stands for was always written once.
  const places = new Uint32Array(maxCodes)
  const lengths = new Uint32Array(maxCodes)
  let [codes, width, bits, held, filled] = [258, 9, 0, 0, 0]
  let previous = -1
  for (let at = 0; filled < length; ) {
    while (bits < width && at < packed.length) {
      held = ((held << 8) | (packed[at] ?? 0)) & 0xff_ff_ff
      bits += 8
      at += 1
    }
    if (bits < width) break
    const code = (held >>> (bits - width)) & ((1 << width) - 1)
    bits -= width
    if (code === endCode) break
    if (code === clearCode) {
      ;[codes, width, previous] = [258, 9, -1]
      continue
    }
    const start = filled
    if (code < 256) out[filled++] = code
    else if (code < codes) filled = copy(out, filled, places[code] ?? 0, lengths[code] ?? 0)
    // The one code that stands for what is only now being written.
    else if (code === codes && previous >= 0) {
      filled = copy(out, filled, previous, start - previous)
      if (filled < length) out[filled++] = out[start] ?? 0
    } else break
    // A new code: what came before, with the first byte of what came now, which stands right behind it.
    if (previous >= 0 && codes < maxCodes) {
      places[codes] = previous
      lengths[codes] = start - previous + 1
      codes += 1
      if (codes + 1 >= 1 << width && width < 12) width += 1
    }
    previous = start
  }
  return out.subarray(0, filled)
}

function copy(out: Uint8Array, to: number, from: number, count: number): number {
  const end = Math.min(out.length, to + count)
  // Byte by byte: the two may overlap by one.
  for (let at = to, source = from; at < end; at += 1, source += 1) out[at] = out[source] ?? 0
  return end
}
