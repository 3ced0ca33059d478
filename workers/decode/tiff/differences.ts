/** Adds up, in place, samples of 1, 2 or 4 bytes that are told as differences from the one `stride` samples before (TIFF 6.0, section 14). */
export function addUp(row: Uint8Array, stride: number, bytes: number, little: boolean): void {
  const step = stride * bytes
  if (bytes === 1) {
    for (let at = step; at < row.length; at += 1) row[at] = (row[at] ?? 0) + (row[at - step] ?? 0)
    return
  }
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength)
  for (let at = step; at + bytes <= row.length; at += bytes) {
    if (bytes === 2) view.setUint16(at, view.getUint16(at, little) + view.getUint16(at - step, little), little)
    else view.setUint32(at, view.getUint32(at, little) + view.getUint32(at - step, little), little)
  }
}

/**
 * Floating-point samples of a row, the highest byte of each first, of which all first bytes were told before all second ones, and each as the difference from
 * the one `stride` bytes before (Adobe Photoshop TIFF Technical Note 3, 2005).
 */
export function gatherFloats(row: Uint8Array, stride: number, bytes: number): Uint8Array {
  const sums = row.slice()
  for (let at = stride; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (sums[at - stride] ?? 0)
  const count = Math.floor(row.length / bytes)
  const gathered = new Uint8Array(count * bytes)
  for (let sample = 0, to = 0; sample < count; sample += 1)
    for (let byte = 0; byte < bytes; byte += 1, to += 1) gathered[to] = sums[byte * count + sample] ?? 0
  return gathered
}
