import type { Size } from '#core/geometry.ts'

/**
 * The squared distances of pixels to the nearest that is set, exactly, in time that grows with the picture alone (Felzenszwalb and Huttenlocher 2012): writes those of
 * row `y`. What is farther than `reach` pixels is infinitely far.
 * @param isSet 1 for what is set, 0 for all others
 */
export function squaredDistances(
  isSet: Uint8Array,
  { width, height }: Size,
  reach: number,
): (y: number, into: Float64Array) => void {
  const near = columnDistances(isSet, { width, height }, reach)
  const roots = new Int32Array(width)
  const starts = new Float64Array(width + 1)
  return (y, into) => {
    const row = near.subarray(y * width, (y + 1) * width)
    let last = -1
    for (let x = 0; x < width; x += 1) {
      const own = row[x] ?? 0
      // What is set has nearer neighbours on both sides than what lies between them.
      if (own > reach || (own === 0 && row[x - 1] === 0 && row[x + 1] === 0)) continue
      let meet = Number.NEGATIVE_INFINITY
      for (; last >= 0; last -= 1) {
        meet = meeting(row, roots[last] ?? 0, x)
        if (meet > (starts[last] ?? 0)) break
      }
      last += 1
      roots[last] = x
      starts[last] = last === 0 ? Number.NEGATIVE_INFINITY : meet
    }
    if (last < 0) {
      into.fill(Number.POSITIVE_INFINITY)
      return
    }
    starts[last + 1] = Number.POSITIVE_INFINITY
    for (let x = 0, at = 0; x < width; x += 1) {
      while ((starts[at + 1] ?? 0) < x) at += 1
      const root = roots[at] ?? 0
      into[x] = row[x] === 0 ? 0 : (x - root) ** 2 + (row[root] ?? 0) ** 2
    }
  }
}

/** Each pixel's distance to the nearest that is set above or below it; a step more than `reach` where there is none. */
function columnDistances(isSet: Uint8Array, { width, height }: Size, reach: number): Uint16Array {
  const far = Math.floor(reach) + 1
  const near = new Uint16Array(isSet.length)
  for (let index = 0; index < near.length; index += 1) {
    const above = index < width ? far : (near[index - width] ?? far)
    near[index] = isSet[index] === 1 ? 0 : Math.min(far, above + 1)
  }
  for (let index = width * (height - 1) - 1; index >= 0; index -= 1) {
    const below = (near[index + width] ?? far) + 1
    if (below < (near[index] ?? 0)) near[index] = below
  }
  return near
}

/** Where the parabolas over two places of a row cross. */
function meeting(row: Uint16Array, one: number, other: number): number {
  return ((row[other] ?? 0) ** 2 + other * other - (row[one] ?? 0) ** 2 - one * one) / (2 * (other - one))
}
