import type { Size } from '#core/geometry.ts'
import type { Bytes } from './bytes.ts'
import { type Gamut, gamutOfCodePoints, wider } from './gamut.ts'
import { profileGamut } from './iccGamut.ts'
import type { ColourMeaning, ImageHeader } from './imageHeader.ts'

interface Found {
  size: Size
  mayHaveAlpha: boolean
  gamut: Gamut
  meaning?: ColourMeaning
}

/** Boxes that hold boxes, and how many bytes of their own stand before those. */
const containers: Record<string, number> = { meta: 4, iprp: 0, ipco: 0 }

/** Boxes looked at, at most, so that a file of nothing but tiny boxes ends soon. */
const maxBoxes = 4096

/**
 * Reads an AVIF or HEIC file (ISO/IEC 23008-12): of all sizes that its properties state the largest, since thumbnails, alpha and tiles have their own.
 * Turning is part of these formats, and every decoder does it by itself.
 */
export function readIso(bytes: Bytes): ImageHeader | undefined {
  const found: Found = { size: { width: 0, height: 0 }, mayHaveAlpha: false, gamut: 'srgb' }
  const brand = bytes.text(8, 4)
  const pending = [{ at: 0, end: Number.MAX_SAFE_INTEGER }]
  for (let boxes = 0; boxes < maxBoxes && pending.length > 0 && !bytes.ranOut; boxes += 1) {
    const range = pending.pop()
    if (range === undefined || range.at + 8 > range.end) continue
    const name = bytes.text(range.at + 4, 4)
    // A length of one means that the real one follows as 64 bits; zero, that the box goes on to the end of the file.
    const length = bytes.u32(range.at) === 1 ? bytes.u32(range.at + 12) : bytes.u32(range.at)
    if (length === 0) break
    if (length < 8 || range.at + length > range.end) return undefined
    const content = range.at + 8
    const end = range.at + length
    const own = containers[name]
    // What lies inside a box is read before what follows it; behind the properties of `meta` there is nothing to find.
    if (name !== 'meta') pending.push({ at: end, end: range.end })
    if (own !== undefined) pending.push({ at: content + own, end })
    else readProperty(bytes, name, content, end, found)
  }
  return { ...found, animated: brand === 'avis' || brand === 'hevc' || brand === 'msf1', orientation: 1 }
}

function readProperty(bytes: Bytes, name: string, at: number, end: number, found: Found): void {
  if (name === 'ispe') {
    const size = { width: bytes.u32(at + 4), height: bytes.u32(at + 8) }
    if (size.width * size.height > found.size.width * found.size.height) found.size = size
  }
  if (name === 'auxC')
    found.mayHaveAlpha ||= /alpha|hevc:2015:auxid:1/.test(bytes.text(at + 4, Math.min(end - at - 4, 64)))
  if (name !== 'colr') return
  const type = bytes.text(at, 4)
  if (type === 'prof' || type === 'rICC')
    widen(found, profileGamut(bytes, at + 4, end), { profile: bytes.slice(at + 4, end - at - 4).slice() })
  const [primaries, curve] = [bytes.u16(at + 4), bytes.u16(at + 6)]
  if (type === 'nclx') widen(found, gamutOfCodePoints(primaries, curve), { primaries, curve })
}

function widen(found: Found, gamut: Gamut, meaning: ColourMeaning): void {
  if (found.gamut !== 'srgb' || gamut === 'srgb') return
  found.gamut = wider(found.gamut, gamut)
  found.meaning = meaning
}
