/** The row filters of PNG (specification, third edition, 9.2) by their numbers: none, left, above, average, Paeth. */
export type Filter = 0 | 1 | 2 | 3 | 4

/**
 * The filter whose result has the smallest sum of absolute differences, the rule of thumb that the specification gives (12.7).
 * Both rows begin with one pixel of zeros, which stands for what lies left of the picture.
 * @param previous the row above, all zeros for the first
 * @param pixelBytes bytes of one pixel
 */
export function bestFilter(row: Uint8Array, previous: Uint8Array, pixelBytes: number): Filter {
  let none = 0
  let left = 0
  let above = 0
  let average = 0
  let paeth = 0
  for (let at = pixelBytes; at < row.length; at += 1) {
    const value = row[at] ?? 0
    const a = row[at - pixelBytes] ?? 0
    const b = previous[at] ?? 0
    none += magnitude(value)
    left += magnitude(value - a)
    above += magnitude(value - b)
    average += magnitude(value - ((a + b) >> 1))
    paeth += magnitude(value - predicted(a, b, previous[at - pixelBytes] ?? 0))
  }
  const sums: readonly [Filter, number][] = [
    [4, paeth],
    [2, above],
    [1, left],
    [3, average],
    [0, none],
  ]
  return sums.reduce((best, next) => (next[1] < best[1] ? next : best))[0]
}

/** Writes the filtered row, without its leading pixel of zeros, to this place of `target`. The rows are as in `bestFilter`. */
export function writeFiltered(
  filter: Filter,
  row: Uint8Array,
  previous: Uint8Array,
  pixelBytes: number,
  target: Uint8Array,
  place: number,
): void {
  const shift = place - pixelBytes
  for (let at = pixelBytes; at < row.length; at += 1) {
    const a = row[at - pixelBytes] ?? 0
    const b = previous[at] ?? 0
    target[at + shift] = (row[at] ?? 0) - guess(filter, a, b, previous[at - pixelBytes] ?? 0)
  }
}

function guess(filter: Filter, left: number, above: number, aboveLeft: number): number {
  switch (filter) {
    case 0:
      return 0
    case 1:
      return left
    case 2:
      return above
    case 3:
      return (left + above) >> 1
    case 4:
      return predicted(left, above, aboveLeft)
  }
}

/** Of the three neighbours, the one nearest to left + above - aboveLeft (Paeth). */
function predicted(left: number, above: number, aboveLeft: number): number {
  const fromLeft = Math.abs(above - aboveLeft)
  const fromAbove = Math.abs(left - aboveLeft)
  const fromAboveLeft = Math.abs(left + above - 2 * aboveLeft)
  if (fromLeft <= fromAbove && fromLeft <= fromAboveLeft) return left
  return fromAbove <= fromAboveLeft ? above : aboveLeft
}

/** Distance from zero of a difference taken modulo 256. */
function magnitude(difference: number): number {
  return Math.abs((difference << 24) >> 24)
}
