import type { Rect } from '#core/geometry.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'

/** Connected parts of a mask, kept as horizontal runs: a few bytes for each crossing of an edge instead of a label for each pixel. */
export interface Parts {
  /** Parts are numbered from 0 in the order of their first pixel, row by row. */
  count: number
  /** For each run: its first pixel, one past its last (as indices into the mask), and its part. */
  starts: Int32Array
  ends: Int32Array
  owners: Int32Array
}

/** What is known of a part: its area in solid pixels (half-transparent ones count half) and the box around it. */
export interface Part {
  area: number
  box: Rect
}

/** Finds the parts where `belongs` holds for the value; `corners` says whether pixels that touch at a corner are connected. */
export function findParts(
  { width, height, data }: GrayRaster,
  belongs: (value: number) => boolean,
  corners: boolean,
): Parts {
  const table = Uint8Array.from({ length: 256 }, (_, value) => Number(belongs(value)))
  const starts: number[] = []
  const ends: number[] = []
  const parents: number[] = []
  const root = (run: number) => {
    let top = run
    while (parents[top] !== top) top = parents[top] ?? 0
    for (let at = run; at !== top; ) {
      const next = parents[at] ?? 0
      parents[at] = top
      at = next
    }
    return top
  }
  const touch = corners ? 1 : 0
  let above = 0
  let aboveEnd = 0
  for (let y = 0; y < height; y++) {
    const first = starts.length
    const row = y * width
    for (let x = 0; x < width; ) {
      if (table[data[row + x] ?? 0] === 0) {
        x++
        continue
      }
      const start = x
      while (x < width && table[data[row + x] ?? 0] === 1) x++
      const run = starts.length
      starts.push(row + start)
      ends.push(row + x)
      parents.push(run)
      // Runs of the row above that end before this one begins can touch none of the later ones either.
      while (above < aboveEnd && (ends[above] ?? 0) + width + touch <= row + start) above++
      for (let other = above; other < aboveEnd && (starts[other] ?? 0) + width < row + x + touch; other++) {
        const [a, b] = [root(run), root(other)]
        parents[Math.max(a, b)] = Math.min(a, b)
      }
    }
    above = first
    aboveEnd = starts.length
  }
  const numbers = new Map<number, number>()
  const owners = Int32Array.from(parents, (_, run) => {
    const top = root(run)
    const number = numbers.get(top) ?? numbers.size
    numbers.set(top, number)
    return number
  })
  return { count: numbers.size, starts: Int32Array.from(starts), ends: Int32Array.from(ends), owners }
}

/** Measures each part. */
export function measureParts(mask: GrayRaster, parts: Parts): Part[] {
  const boxes = Array.from({ length: parts.count }, () => ({
    left: mask.width,
    right: 0,
    top: mask.height,
    bottom: 0,
    area: 0,
  }))
  for (let run = 0; run < parts.starts.length; run++) {
    const part = boxes[parts.owners[run] ?? 0]
    const [start, end] = [parts.starts[run] ?? 0, parts.ends[run] ?? 0]
    if (part === undefined) continue
    let sum = 0
    for (let i = start; i < end; i++) sum += mask.data[i] ?? 0
    const y = Math.floor(start / mask.width)
    part.area += sum / 255
    part.left = Math.min(part.left, start - y * mask.width)
    part.right = Math.max(part.right, end - y * mask.width)
    part.top = Math.min(part.top, y)
    part.bottom = y + 1
  }
  return boxes.map(({ left, right, top, bottom, area }) => ({
    area,
    box: { x: left, y: top, width: right - left, height: bottom - top },
  }))
}
