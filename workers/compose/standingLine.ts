import type { Rect, Size } from '#core/geometry.ts'

/** Alpha from which on a pixel can stand on something. */
const solid = 128

/** What ends higher above the lowest point, as a share of the subject's height, stands on nothing. */
const highest = 0.25

/** An edge on which something stands is at least so long, as a share of the subject's width, and at most so steep. */
const least = { length: 0.12, slope: 0.35 } as const

interface Place {
  x: number
  y: number
}

/**
 * The line on which a subject stands: for each column of its bounds the row below its feet, from the left. What stands on several feet, some farther back than others,
 * stands on the taut line below them; it begins under the middle of the subject's weight and ends where the subject curves away.
 * @param subject its bounds
 */
export function standingLine(alpha: Uint8Array, size: Size, subject: Rect): Float32Array {
  const lowest = subject.y + subject.height
  const line = new Float32Array(subject.width).fill(lowest)
  const hull = tautLine(feetOf(alpha, size, subject))
  const isFirm = (one: Place, other: Place) => {
    const across = other.x - one.x
    return across >= least.length * subject.width && Math.abs(other.y - one.y) <= least.slope * across
  }
  const middle = middleOf(alpha, size, subject) - subject.x
  const right = hull.findIndex(({ x }) => x >= middle)
  if (right <= 0) return line
  const feet = [hull[right - 1], hull[right]].flatMap((foot) => foot ?? [])
  const [one, other] = feet
  if (one === undefined || other === undefined || !isFirm(one, other)) return line
  for (const foot of hull.slice(0, right - 1).toReversed()) {
    if (!isFirm(foot, feet[0] ?? foot)) break
    feet.unshift(foot)
  }
  for (const foot of hull.slice(right + 1)) {
    if (!isFirm(feet.at(-1) ?? foot, foot)) break
    feet.push(foot)
  }
  for (let x = 0; x < line.length; x += 1) line[x] = heightAt(feet, x)
  return line
}

/** Where each column ends below, from the left; columns that end high above the lowest have no part in it. */
function feetOf(alpha: Uint8Array, { width }: Size, subject: Rect): Place[] {
  const bottoms = new Int32Array(subject.width)
  const lowest = subject.y + subject.height
  for (let y = lowest - 1; y >= lowest - highest * subject.height; y -= 1)
    for (let x = 0; x < subject.width; x += 1)
      if (bottoms[x] === 0 && (alpha[y * width + subject.x + x] ?? 0) >= solid) bottoms[x] = y + 1
  return Array.from(bottoms, (y, x) => ({ x, y })).filter(({ y }) => y > 0)
}

/** The lower half of the convex hull. */
function tautLine(places: readonly Place[]): Place[] {
  const hull: Place[] = []
  for (const place of places) {
    for (let last = hull.length - 1; last > 0; last -= 1) {
      const [one, other] = [hull[last - 1], hull[last]]
      if (one === undefined || other === undefined) break
      // It stays where the way turns upwards there.
      if ((other.x - one.x) * (place.y - one.y) < (other.y - one.y) * (place.x - one.x)) break
      hull.pop()
    }
    hull.push(place)
  }
  return hull
}

/** The column of the middle of its weight. */
function middleOf(alpha: Uint8Array, { width }: Size, { x, y, width: across, height }: Rect): number {
  let [sum, weight] = [0, 0]
  const step = Math.max(1, height >> 7)
  for (let row = y; row < y + height; row += step)
    for (let column = x; column < x + across; column += 1) {
      const own = alpha[row * width + column] ?? 0
      sum += own * column
      weight += own
    }
  return weight === 0 ? x + across / 2 : sum / weight
}

function heightAt(feet: readonly Place[], x: number): number {
  const right = feet.findIndex((foot) => foot.x >= x)
  const [one, other] = [feet[right - 1], feet[right]]
  if (one === undefined || other === undefined) return (right === 0 ? feet[0] : feet.at(-1))?.y ?? 0
  return one.y + ((x - one.x) / (other.x - one.x)) * (other.y - one.y)
}
