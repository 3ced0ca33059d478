import type { Turn } from '#core/composition.ts'
import type { Rect } from '#core/geometry.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { leastSeen } from './bounds.ts'

/** Cosine and sine of an angle in degrees; exact at quarter turns, where no pixel may be lost to rounding. */
export function directionOf(degrees: number): { cos: number; sin: number } {
  const quarter = degrees / 90
  if (Number.isInteger(quarter)) {
    const step = ((quarter % 4) + 4) % 4
    return { cos: [1, 0, -1, 0][step] ?? 1, sin: [0, 1, 0, -1][step] ?? 0 }
  }
  const angle = (degrees * Math.PI) / 180
  return { cos: Math.cos(angle), sin: Math.sin(angle) }
}

/** Where a rectangle's pixels come to lie when it is turned by quarters about its middle: of two nearest places the upper left one. */
export function quarterTurned({ x, y, width, height }: Rect, cos: number): Rect {
  if (cos !== 0) return { x, y, width, height }
  const [left, top] = [Math.floor(x + width / 2 - height / 2), Math.floor(y + height / 2 - width / 2)]
  return { x: left, y: top, width: height, height: width }
}

/** Rounding of the reckoning must not cost a whole pixel. */
const tiny = 1e-6

/** The smallest rectangle that holds all that can be seen of a subject once it is turned about the middle of its bounds, in pixels of the same picture. */
export function turnedBox({ width, data }: GrayRaster, bounds: Rect, turn: Turn): Rect {
  const { cos, sin } = directionOf(turn.degrees)
  if (cos === 0 || sin === 0) return quarterTurned(bounds, cos)
  const [across, down] = [turn.isFlippedAcross ? -1 : 1, turn.isFlippedDown ? -1 : 1]
  const middle = { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  const take = (x: number, y: number) => {
    const [u, v] = [across * (x + 0.5 - middle.x), down * (y + 0.5 - middle.y)]
    const [turnedX, turnedY] = [cos * u - sin * v, sin * u + cos * v]
    left = Math.min(left, turnedX)
    right = Math.max(right, turnedX)
    top = Math.min(top, turnedY)
    bottom = Math.max(bottom, turnedY)
  }
  // What lies farthest in any direction is an end of its row.
  for (let y = bounds.y; y < bounds.y + bounds.height; y += 1) {
    const row = data.subarray(y * width + bounds.x, y * width + bounds.x + bounds.width)
    const first = row.findIndex((alpha) => alpha >= leastSeen)
    if (first < 0) continue
    take(bounds.x + first, y)
    take(bounds.x + row.findLastIndex((alpha) => alpha >= leastSeen), y)
  }
  // A pixel reaches half its diagonal's extent beyond its middle.
  const reach = (Math.abs(cos) + Math.abs(sin)) / 2
  const [x, y] = [Math.floor(middle.x + left - reach + tiny), Math.floor(middle.y + top - reach + tiny)]
  return {
    x,
    y,
    width: Math.ceil(middle.x + right + reach - tiny) - x,
    height: Math.ceil(middle.y + bottom + reach - tiny) - y,
  }
}
