import { columnsOf, type Matrix, type Triple } from '#workers/colour/matrix.ts'
import { toProfileXyz } from '#workers/colour/spaces.ts'
import type { Bytes } from './bytes.ts'
import type { Gamut } from './gamut.ts'
import { fixed, isSrgbCurve } from './iccCurve.ts'

type Chromaticity = readonly [x: number, y: number]

/** Chromaticities of the sRGB primaries red, green and blue as they are (white D65), and adapted to D50 as ICC profiles state them. */
const srgbPrimaries = {
  d65: [
    [0.64, 0.33],
    [0.3, 0.6],
    [0.15, 0.06],
  ],
  d50: [
    [0.6485, 0.3309],
    [0.3212, 0.5979],
    [0.1559, 0.066],
  ],
} as const satisfies Record<string, readonly Chromaticity[]>

/** How far outside the sRGB triangle a primary has to lie; well above rounding and what sRGB-like profiles differ by. */
const tolerance = 0.01

/** Gamut of the ICC profile between these two places. Profiles without primaries (grey, CMYK, tables only) count as sRGB. */
export function profileGamut(bytes: Bytes, start: number, end: number): Gamut {
  const primaries = primariesOf(bytes, tagsOf(bytes, start, end), end)
  if (!primaries.some(([x, y, z]) => isOutsideSrgb([x / (x + y + z), y / (x + y + z)], 'd50'))) return 'srgb'
  return hasPrimaries(bytes, start, end, p3Columns) ? 'display-p3' : 'wide'
}

/** Whether the profile between these two places has these primaries, in the connection space, and the curve of sRGB. */
export function hasPrimaries(bytes: Bytes, start: number, end: number, columns: Matrix): boolean {
  const tags = tagsOf(bytes, start, end)
  const primaries = primariesOf(bytes, tags, end)
  const isNear = (primary: Triple, index: number) =>
    primary.every((value, row) => Math.abs(value - (columns[index]?.[row] ?? 0)) < primaryTolerance)
  const curves = ['rTRC', 'gTRC', 'bTRC'].map((name) => tags.get(name))
  const hasCurve = curves.every((at) => at !== undefined && isSrgbCurve(bytes, at, end))
  return hasCurve && primaries.length === 3 && primaries.every(isNear)
}

function primariesOf(bytes: Bytes, tags: ReadonlyMap<string, number>, end: number): Triple[] {
  const places = ['rXYZ', 'gXYZ', 'bXYZ'].flatMap((name) => tags.get(name) ?? [])
  return places.flatMap((at): Triple[] =>
    at + 20 > end ? [] : [[fixed(bytes, at + 8), fixed(bytes, at + 12), fixed(bytes, at + 16)]],
  )
}

/** Where the data of each tag begins. */
function tagsOf(bytes: Bytes, start: number, end: number): Map<string, number> {
  const tags = new Map<string, number>()
  const count = Math.min(bytes.u32(start + 128), 100)
  for (let index = 0; index < count && start + 144 + index * 12 <= end; index += 1) {
    const entry = start + 132 + index * 12
    tags.set(bytes.text(entry, 4), start + bytes.u32(entry + 4))
  }
  return tags
}

/** Red, green and blue of Display P3 in the connection space, and how far a profile's may differ by rounding. */
const p3Columns = columnsOf(toProfileXyz('display-p3'))
const primaryTolerance = 0.002

/** Whether a chromaticity lies outside the triangle of sRGB by more than the tolerance; `white` is what it is relative to. */
export function isOutsideSrgb([x, y]: Chromaticity, white: keyof typeof srgbPrimaries): boolean {
  const corners = srgbPrimaries[white]
  return corners.some(([ax, ay], index) => {
    const [bx, by] = corners[(index + 1) % 3] ?? corners[0]
    const inward = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / Math.hypot(bx - ax, by - ay)
    return inward < -tolerance
  })
}
