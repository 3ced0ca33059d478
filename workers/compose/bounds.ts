import type { Rect } from '#core/geometry.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'

/** Alpha below this is not seen: a trace of it far from the subject must not keep its surroundings. */
export const leastSeen = 8

/** The smallest rectangle that holds all that can be seen of a subject, or undefined where nothing can. */
export function boundsOf({ width, height, data }: GrayRaster): Rect | undefined {
  let [left, right, top, bottom] = [width, -1, -1, -1]
  for (let y = 0; y < height; y += 1) {
    const start = y * width
    let first = 0
    while (first < width && (data[start + first] ?? 0) < leastSeen) first += 1
    if (first === width) continue
    let last = width - 1
    while ((data[start + last] ?? 0) < leastSeen) last -= 1
    if (top < 0) top = y
    bottom = y
    left = Math.min(left, first)
    right = Math.max(right, last)
  }
  if (top < 0) return undefined
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}
