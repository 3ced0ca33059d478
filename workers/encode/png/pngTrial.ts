import { deflated } from '#workers/pixels/deflate.ts'
import { RowFilter, type Strategy } from './pngStrategy.ts'
import type { Scanlines } from './scanlines.ts'

/** Filtered bytes that each strategy is tried on, in strips spread over the picture. */
const trialBytes = 384 * 1024
const trialStrips = 6

const strategies: readonly Strategy[] = ['fewest-pairs', 'least-entropy', 0, 1, 2, 4]

/** The strategy that makes strips of this picture smallest: which one that is differs from photo to drawing to mask, and no rule foresees it. */
export async function bestStrategy(lines: Scanlines): Promise<Strategy> {
  const strips = stripsOf(lines)
  let best: Strategy = 'fewest-pairs'
  let least = Number.POSITIVE_INFINITY
  for (const strategy of strategies) {
    let size = 0
    for await (const part of deflated([filtered(strips, lines, strategy)], 'deflate')) size += part.length
    if (size >= least) continue
    least = size
    best = strategy
  }
  return best
}

/** Rows of the strips, each behind a pixel of zeros; the first of a strip is the one above it. */
function stripsOf({ size, rowBytes, pixelBytes, writeRow }: Scanlines): Uint8Array[][] {
  const wanted = Math.max(trialStrips, Math.floor(trialBytes / (rowBytes + 1)))
  const count = size.height <= wanted ? 1 : trialStrips
  const rows = Math.min(size.height, Math.ceil(wanted / count))
  return Array.from({ length: count }, (_, strip) => {
    const first = count === 1 ? 0 : Math.floor(((size.height - rows) * strip) / (count - 1))
    return Array.from({ length: rows + 1 }, (_none, index) => {
      const row = new Uint8Array(pixelBytes + rowBytes)
      if (first + index > 0) writeRow(first + index - 1, row.subarray(pixelBytes))
      return row
    })
  })
}

function filtered(
  strips: Uint8Array[][],
  { rowBytes, pixelBytes }: Scanlines,
  strategy: Strategy,
): Uint8Array<ArrayBuffer> {
  const filter = new RowFilter(strategy, rowBytes, pixelBytes)
  const rows = strips.flatMap((strip) => strip.slice(1).map((row, index) => ({ row, previous: strip[index] ?? row })))
  const bytes = new Uint8Array(rows.length * (rowBytes + 1))
  for (const [index, { row, previous }] of rows.entries()) filter.write(row, previous, bytes, index * (rowBytes + 1))
  return bytes
}
