import type { Density } from '#workers/decode/density.ts'

const rational = 5
const short = 3
const centimetre = 3

/** A TIFF structure, as EXIF has it, that tells the density of print alone (TIFF 6.0: XResolution, YResolution, ResolutionUnit), in big-endian order. */
export function densityExif({ x, y }: Density): Uint8Array<ArrayBuffer> {
  const [directory, entries, entryBytes] = [8, 3, 12]
  const values = directory + 2 + entries * entryBytes + 4
  const bytes = new Uint8Array(values + 16)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x4d4d002a)
  view.setUint32(4, directory)
  view.setUint16(directory, entries)
  const entry = (index: number, tag: number, type: number) => {
    const at = directory + 2 + index * entryBytes
    view.setUint16(at, tag)
    view.setUint16(at + 2, type)
    view.setUint32(at + 4, 1)
    return at + 8
  }
  view.setUint32(entry(0, 0x011a, rational), values)
  view.setUint32(entry(1, 0x011b, rational), values + 8)
  view.setUint16(entry(2, 0x0128, short), centimetre)
  // Pixels a metre are whole: a hundredth of them are those a centimetre.
  for (const [index, perMetre] of [x, y].entries()) {
    view.setUint32(values + 8 * index, Math.round(perMetre))
    view.setUint32(values + 8 * index + 4, 100)
  }
  return bytes
}
