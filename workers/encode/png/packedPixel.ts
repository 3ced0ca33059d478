/** The pixel of 1 to 4 bytes (grey, grey with alpha, RGB, RGBA) at this place of a row as one number: red lowest, alpha highest. */
export function packedPixel(row: Uint8Array, at: number, bytes: number): number {
  const first = row[at] ?? 0
  if (bytes <= 2) return (((bytes === 2 ? (row[at + 1] ?? 0) : 255) << 24) | (first * 0x01_01_01)) >>> 0
  const alpha = bytes === 4 ? (row[at + 3] ?? 0) : 255
  return ((alpha << 24) | ((row[at + 2] ?? 0) << 16) | ((row[at + 1] ?? 0) << 8) | first) >>> 0
}
