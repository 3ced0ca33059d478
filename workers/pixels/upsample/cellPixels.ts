import type { CellAxis } from './cellAxis.ts'
import { type CellTile, pixelFrom } from './cellGrid.ts'
import { type CellSpans, cornersOf, marksAround, spansOf } from './cellSpans.ts'

/** Which pixels of a tile are worked on: those of the cells of `spans`, with the cells and corners around them. Pixels count from the tile's first. */
export class CellPixels {
  /** Cells across and down. */
  readonly columns: number
  readonly rows: number
  /** Pixels across. */
  readonly width: number
  readonly spans: CellSpans
  /** `spans` and the cells that touch them. */
  readonly near: CellSpans
  /** The corners of the cells of `spans`, in a grid of one more across and down. */
  readonly corners: CellSpans
  /** First pixel of each column and of each row of cells; one entry more for the end. */
  readonly starts: Int32Array
  readonly rowStarts: Int32Array
  /** Where each pixel's centre lies in its cell, 0 to 1. */
  readonly within: Float32Array
  readonly rowWithin: Float32Array

  constructor({ cells, pixels }: CellTile, across: CellAxis, down: CellAxis, spans: CellSpans) {
    this.columns = cells.right - cells.left
    this.rows = cells.bottom - cells.top
    this.width = pixels.right - pixels.left
    this.spans = spans
    this.near = spansOf(marksAround(spans, this.columns, this.rows), this.columns, this.rows)
    this.corners = spansOf(cornersOf(spans, this.columns, this.rows), this.columns + 1, this.rows + 1)
    const starts = (axis: CellAxis, first: number, count: number, from: number) =>
      Int32Array.from({ length: count + 1 }, (_, cell) => pixelFrom(axis, first, cell, from) - from)
    this.starts = starts(across, cells.left, this.columns, pixels.left)
    this.rowStarts = starts(down, cells.top, this.rows, pixels.top)
    this.within = across.within.subarray(pixels.left, pixels.right)
    this.rowWithin = down.within.subarray(pixels.top, pixels.bottom)
  }

  /** Sums the numbers of the two by two cells around each corner, `channels` numbers a cell; cells beyond the tile count nothing. */
  sumAtCorners(cells: Float64Array, sums: Float64Array, channels: number): void {
    const { corners, columns, rows } = this
    for (let s = 0; s < corners.length; s += 3) {
      const row = corners[s] ?? 0
      const from = corners[s + 1] ?? 0
      const to = corners[s + 2] ?? 0
      sums.fill(0, (row * (columns + 1) + from) * channels, (row * (columns + 1) + to) * channels)
      for (let y = Math.max(row - 1, 0); y < Math.min(row + 1, rows); y++) {
        for (const shift of [-1, 0]) {
          const first = Math.max(from + shift, 0)
          const end = Math.min(to + shift, columns)
          let target = (row * (columns + 1) + first - shift) * channels
          for (let i = (y * columns + first) * channels; i < (y * columns + end) * channels; i++, target++)
            sums[target] = (sums[target] ?? 0) + (cells[i] ?? 0)
        }
      }
    }
  }
}
