/** Cells that are to be worked on, row by row: the row, the first cell and one past the last, three numbers for each run of cells. */
export type CellSpans = Int32Array

/** The runs of marked cells (anything but 0) of a grid. */
export function spansOf(marks: Uint8Array, width: number, height: number): CellSpans {
  const spans: number[] = []
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (marks[y * width + x] === 0) continue
      const from = x
      while (x < width && marks[y * width + x] !== 0) x++
      spans.push(y, from, x)
    }
  }
  return Int32Array.from(spans)
}

/** All cells of a grid. */
export function wholeSpans(width: number, height: number): CellSpans {
  return Int32Array.from({ length: height * 3 }, (_, i) => [Math.floor(i / 3), 0, width][i % 3] ?? 0)
}

/** Marks the cells of the spans and those that touch them, corners included. */
export function marksAround(spans: CellSpans, width: number, height: number): Uint8Array {
  const marks = new Uint8Array(width * height)
  for (let s = 0; s < spans.length; s += 3) {
    const row = spans[s] ?? 0
    const from = Math.max((spans[s + 1] ?? 0) - 1, 0)
    const to = Math.min((spans[s + 2] ?? 0) + 1, width)
    for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, height - 1); y++)
      marks.fill(1, y * width + from, y * width + to)
  }
  return marks
}

/** Marks the corners of the spans' cells, in a grid of one more across and down. */
export function cornersOf(spans: CellSpans, width: number, height: number): Uint8Array {
  const marks = new Uint8Array((width + 1) * (height + 1))
  for (let s = 0; s < spans.length; s += 3) {
    const upper = (spans[s] ?? 0) * (width + 1)
    for (const row of [upper, upper + width + 1])
      marks.fill(1, row + (spans[s + 1] ?? 0), row + (spans[s + 2] ?? 0) + 1)
  }
  return marks
}
