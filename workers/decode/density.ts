import type { Bytes } from './bytes.ts'

/** How many pixels of a picture make a metre of print, across and down: what was prepared for a page keeps its size there. */
export interface Density {
  x: number
  y: number
}

/** Below and above, in pixels a metre, a figure means nothing: one pixel a centimetre, and finer than any print. */
const least = 100
const most = 400_000

const perInch = 1 / 0.0254
const perCentimetre = 100

/** The density of these figures and this many metres' unit; undefined where they say nothing. */
export function densityOf(x: number, y: number, perMetre: number): Density | undefined {
  const density = { x: x * perMetre, y: y * perMetre }
  return Object.values(density).every((value) => value >= least && value <= most) ? density : undefined
}

/** Of a JFIF segment whose data begins here: unit 1 is the inch, 2 the centimetre, 0 tells proportions only (JFIF 1.02). */
export function jfifDensity(bytes: Bytes, start: number): Density | undefined {
  if (bytes.text(start, 5) !== 'JFIF\0') return undefined
  const unit = [0, perInch, perCentimetre][bytes.u8(start + 7)] ?? 0
  return densityOf(bytes.u16(start + 8), bytes.u16(start + 10), unit)
}

const [xTag, yTag, unitTag] = [0x011a, 0x011b, 0x0128]

/** Of the first directory of a TIFF structure between these two places (TIFF 6.0: XResolution, YResolution, ResolutionUnit). */
export function tiffDensity(bytes: Bytes, start: number, end: number): Density | undefined {
  const order = bytes.u16(start)
  if (order !== 0x4949 && order !== 0x4d4d) return undefined
  const little = order === 0x4949
  const directory = start + bytes.u32(start + 4, little)
  if (directory < start || directory + 2 > end) return undefined
  const count = Math.min(bytes.u16(directory, little), Math.floor((end - directory - 2) / 12))
  const found = new Map<number, number>()
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12
    const tag = bytes.u16(entry, little)
    if (tag === unitTag) found.set(tag, bytes.u16(entry + 8, little))
    if (tag !== xTag && tag !== yTag) continue
    const place = start + bytes.u32(entry + 8, little)
    if (place + 8 <= end) found.set(tag, bytes.u32(place, little) / Math.max(1, bytes.u32(place + 4, little)))
  }
  const unit = { 2: perInch, 3: perCentimetre }[found.get(unitTag) ?? 2] ?? 0
  return densityOf(found.get(xTag) ?? 0, found.get(yTag) ?? found.get(xTag) ?? 0, unit)
}

/** That of a picture that lay on its side. */
export function turned({ x, y }: Density): Density {
  return { x: y, y: x }
}
