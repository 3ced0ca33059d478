/**
 * Takes back the filter of a row in place (PNG specification, third edition, 9.2). Says whether there is such a filter.
 * @param row the filtered bytes, without the number of the filter
 * @param previous the row above, zeros above the first
 * @param step bytes from a sample to that of the pixel on its left
 */
export function unfilter(filter: number, row: Uint8Array, previous: Uint8Array, step: number): boolean {
  const end = row.length
  switch (filter) {
    case 0:
      return true
    case 1:
      for (let at = step; at < end; at += 1) row[at] = (row[at] ?? 0) + (row[at - step] ?? 0)
      return true
    case 2:
      for (let at = 0; at < end; at += 1) row[at] = (row[at] ?? 0) + (previous[at] ?? 0)
      return true
    case 3:
      for (let at = 0; at < Math.min(step, end); at += 1) row[at] = (row[at] ?? 0) + ((previous[at] ?? 0) >> 1)
      for (let at = step; at < end; at += 1)
        row[at] = (row[at] ?? 0) + (((row[at - step] ?? 0) + (previous[at] ?? 0)) >> 1)
      return true
    case 4:
      for (let at = 0; at < Math.min(step, end); at += 1) row[at] = (row[at] ?? 0) + (previous[at] ?? 0)
      for (let at = step; at < end; at += 1)
        row[at] = (row[at] ?? 0) + predicted(row[at - step] ?? 0, previous[at] ?? 0, previous[at - step] ?? 0)
      return true
    default:
      return false
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
