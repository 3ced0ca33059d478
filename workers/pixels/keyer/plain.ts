import { type BorderFit, forBorder } from './border.ts'
import type { Reduced } from './reduced.ts'
import type { Surface } from './surface.ts'

/** Why a backdrop is called plain or not; each figure is 0 to 1 but `spread`. */
export interface Plainness {
  /** 0 to 1; from `plainEnough` on the backdrop is called plain. */
  score: number
  /** Share of the border band that fits one smooth colour surface. */
  inlierShare: number
  /** Share of the border band that the grown backdrop covers. */
  borderShare: number
  /** Scatter of the border about that surface, in colour levels. */
  spread: number
  /** Share of the subject's outline that stands out from the backdrop; 1 where there is no subject. */
  outlineShare: number
  /** Share of the photo that the grown backdrop covers. */
  backdropShare: number
  /** Change of colour within the grown backdrop, in levels a pixel of the reduced copy: the value that 9 of 10 pixels stay under. */
  unrest: number
  /** In how many stretches the border leaves the backdrop: 1 for a subject that stands on one side, 2 for one that crosses. */
  gaps: number
}

/** Score from which a backdrop is plain. */
export const plainEnough = 0.5

/** The score that a photo with such a border has at most. */
export function mostScore({ inlierShare }: BorderFit): number {
  return ramp(inlierShare, 0.4, 0.65)
}

/**
 * Scores how plain the backdrop is, as a product of ramps: the border fits one smooth surface, the backdrop that grew from it
 * covers the border and a part of the photo, it is calm, what is left has a clear outline rather than a ragged one, and the
 * border is not cut into many pieces. The ends of the ramps lie between product shots and street photos that were measured.
 */
export function plainness(
  photo: Reduced,
  fit: BorderFit,
  region: Uint8Array,
  surface: Surface,
  noise: number,
): Plainness {
  const { width, height } = photo
  let border = 0
  let covered = 0
  forBorder(width, height, (x, y) => {
    border++
    covered += region[y * width + x] ?? 0
  })
  const borderShare = border > 0 ? covered / border : 0
  const backdropShare = region.reduce((sum, value) => sum + value, 0) / Math.max(1, region.length)
  const outlineShare = outline(photo, region, surface, Math.max(10, 2.5 * noise))
  const restless = unrest(surface, region)
  const gaps = countGaps(width, height, region)
  const score =
    mostScore(fit) *
    ramp(borderShare, 0.45, 0.7) *
    ramp(backdropShare, 0.1, 0.3) *
    ramp(restless, 3.4, 2) *
    ramp(outlineShare, 0.45, 0.8) *
    (gaps < 2 ? 1 : gaps === 2 ? 0.75 : 0.3)
  const { inlierShare, spread } = fit
  return { score, inlierShare, borderShare, spread, outlineShare, backdropShare, unrest: restless, gaps }
}

/** Light and hue changes between pixels four apart, halved: foliage and streets are restless even where they change softly. */
function unrest({ width, height, light, orange, green }: Surface, region: Uint8Array): number {
  const found: number[] = []
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const at = y * width + x
      const across = (region[at - 2] ?? 0) + (region[at + 2] ?? 0) + (region[at - 2 * width] ?? 0)
      if ((region[at] ?? 0) + across + (region[at + 2 * width] ?? 0) !== 5) continue
      let sum = 0
      for (const grid of [light, orange, green]) {
        sum += ((grid[at + 2] ?? 0) - (grid[at - 2] ?? 0)) ** 2
        sum += ((grid[at + 2 * width] ?? 0) - (grid[at - 2 * width] ?? 0)) ** 2
      }
      found.push(Math.sqrt(sum) / 2)
    }
  }
  const sorted = Float64Array.from(found).sort()
  return sorted[Math.floor(sorted.length * 0.9)] ?? 0
}

/** Walks round the border, one pixel inside, and counts the stretches of at least 1.5 % of the way that are not backdrop. */
function countGaps(width: number, height: number, region: Uint8Array): number {
  const insetX = Math.min(1, width - 1)
  const insetY = Math.min(1, height - 1)
  const way: number[] = []
  for (let x = 0; x < width; x++) way.push(insetY * width + x)
  for (let y = 0; y < height; y++) way.push(y * width + width - 1 - insetX)
  for (let x = width - 1; x >= 0; x--) way.push((height - 1 - insetY) * width + x)
  for (let y = height - 1; y >= 0; y--) way.push(y * width + insetX)
  const least = Math.max(1, Math.ceil(way.length * 0.015))
  const start = way.findIndex((at) => region[at] === 1)
  if (start < 0) return 1
  let gaps = 0
  let away = 0
  let back = 0
  for (let i = 0; i < way.length; i++) {
    if (region[way[(start + i) % way.length] ?? 0] === 1) {
      back++
      // A few backdrop pixels between parts of the subject do not end a gap.
      if (back >= least) away = 0
      continue
    }
    back = 0
    away++
    if (away === least) gaps++
  }
  return gaps
}

/** Share of the region's rim beyond which, two pixels on, the photo is at least `contrast` away from the backdrop. */
function outline(photo: Reduced, region: Uint8Array, surface: Surface, contrast: number): number {
  const { width, height } = photo
  let rim = 0
  let clear = 0
  const look = (x: number, y: number, dx: number, dy: number) => {
    const nx = x + dx
    const ny = y + dy
    if (nx < 0 || ny < 0 || nx >= width || ny >= height || region[ny * width + nx] === 1) return
    rim++
    for (let k = 1; k <= 3; k++) {
      const fx = Math.min(width - 1, Math.max(0, x + dx * k))
      const fy = Math.min(height - 1, Math.max(0, y + dy * k))
      const at = fy * width + fx
      const distance = Math.hypot(
        (photo.light[at] ?? 0) - (surface.light[at] ?? 0),
        (photo.orange[at] ?? 0) - (surface.orange[at] ?? 0),
        (photo.green[at] ?? 0) - (surface.green[at] ?? 0),
      )
      if (region[at] === 0 && distance >= contrast) {
        clear++
        return
      }
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (region[y * width + x] !== 1) continue
      look(x, y, 1, 0)
      look(x, y, -1, 0)
      look(x, y, 0, 1)
      look(x, y, 0, -1)
    }
  }
  return rim === 0 ? 1 : clear / rim
}

function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)))
}
