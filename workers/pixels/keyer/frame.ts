import type { Reduced } from './reduced.ts'

/** Share of the box around all that is not backdrop which must be filled: a rectangle, perhaps a little askew, or with ragged rims in lossy files. */
const leastFilled = 0.95
/** Share of the photo that a picture within a frame takes. */
const leastArea = 0.15
/** Scatter of the colours along the inner rim, in colour levels, from which it is a picture's: a box or a book has few there. */
const pictureScatter = 14

/**
 * Whether the plain colour round a photo is a frame and no backdrop: the white border of a scanned print, the margins of a screenshot. What lies
 * within is a rectangle that stands nearly straight, and goes on as a picture up to its rim.
 */
export function isFramed(photo: Reduced, region: Uint8Array): boolean {
  const { width, height } = photo
  let [left, right, top, bottom, count] = [width, -1, height, -1, 0]
  for (let at = 0; at < region.length; at++) {
    if (region[at] === 1) continue
    const x = at % width
    const y = (at - x) / width
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
    count++
  }
  const [across, down] = [right - left + 1, bottom - top + 1]
  if (across < 8 || down < 8 || across * down < leastArea * width * height) return false
  // Plain on two sides at least, opposite ones.
  const isSurrounded = (left > 0 && right < width - 1) || (top > 0 && bottom < height - 1)
  if (!isSurrounded || count < leastFilled * across * down) return false
  return scatter(photo, { left: left + 2, right: right - 2, top: top + 2, bottom: bottom - 2 }) >= pictureScatter
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** Standard deviation of the colours along a rectangle. */
function scatter({ width, light, orange, green }: Reduced, { left, right, top, bottom }: Box): number {
  const places: number[] = []
  for (let x = left; x <= right; x++) places.push(top * width + x, bottom * width + x)
  for (let y = top; y <= bottom; y++) places.push(y * width + left, y * width + right)
  let sum = 0
  for (const grid of [light, orange, green]) {
    const mean = places.reduce((all, at) => all + (grid[at] ?? 0), 0) / places.length
    sum += places.reduce((all, at) => all + ((grid[at] ?? 0) - mean) ** 2, 0) / places.length
  }
  return Math.sqrt(sum)
}
