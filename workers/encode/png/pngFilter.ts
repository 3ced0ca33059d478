/** The row filters of PNG (specification, third edition, 9.2) by their numbers: none, left, above, average, Paeth. */
export type Filter = 0 | 1 | 2 | 3 | 4

export const allFilters: readonly Filter[] = [0, 1, 2, 3, 4]

/**
 * Writes the filtered row, without its leading pixel of zeros, to this place of `target`.
 * Both rows begin with one pixel of zeros, which stands for what lies left of the picture.
 * @param previous the row above, all zeros for the first
 * @param pixelBytes bytes of one pixel, 1 where several share a byte
 */
export function writeFiltered(
  filter: Filter,
  row: Uint8Array,
  previous: Uint8Array,
  pixelBytes: number,
  target: Uint8Array,
  place: number,
): void {
  // One plain loop for each filter: a choice within the loop would cost more than the filter itself.
  const shift = place - pixelBytes
  const end = row.length
  switch (filter) {
    case 0:
      target.set(row.subarray(pixelBytes), place)
      return
    case 1:
      for (let at = pixelBytes; at < end; at += 1) target[at + shift] = (row[at] ?? 0) - (row[at - pixelBytes] ?? 0)
      return
    case 2:
      for (let at = pixelBytes; at < end; at += 1) target[at + shift] = (row[at] ?? 0) - (previous[at] ?? 0)
      return
    case 3:
      for (let at = pixelBytes; at < end; at += 1)
        target[at + shift] = (row[at] ?? 0) - (((row[at - pixelBytes] ?? 0) + (previous[at] ?? 0)) >> 1)
      return
    case 4:
      for (let at = pixelBytes; at < end; at += 1)
        target[at + shift] =
          (row[at] ?? 0) - predicted(row[at - pixelBytes] ?? 0, previous[at] ?? 0, previous[at - pixelBytes] ?? 0)
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
