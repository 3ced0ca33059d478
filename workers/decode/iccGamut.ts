import type { Bytes } from './bytes.ts'

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

/** Whether the ICC profile between these two places has a primary colour outside sRGB. Profiles without primaries (grey, CMYK, tables only) count as not. */
export function isWideGamut(bytes: Bytes, start: number, end: number): boolean {
  const count = Math.min(bytes.u32(start + 128), 100)
  for (let index = 0; index < count && start + 144 + index * 12 <= end; index += 1) {
    const entry = start + 132 + index * 12
    if (!['rXYZ', 'gXYZ', 'bXYZ'].includes(bytes.text(entry, 4))) continue
    const at = start + bytes.u32(entry + 4)
    if (at + 20 > end) continue
    const [x, y, z] = [bytes.i32(at + 8), bytes.i32(at + 12), bytes.i32(at + 16)]
    if (isOutsideSrgb([x / (x + y + z), y / (x + y + z)], 'd50')) return true
  }
  return false
}

/** Whether a chromaticity lies outside the triangle of sRGB by more than the tolerance; `white` is what it is relative to. */
export function isOutsideSrgb([x, y]: Chromaticity, white: keyof typeof srgbPrimaries): boolean {
  const corners = srgbPrimaries[white]
  return corners.some(([ax, ay], index) => {
    const [bx, by] = corners[(index + 1) % 3] ?? corners[0]
    const inward = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / Math.hypot(bx - ax, by - ay)
    return inward < -tolerance
  })
}
