import type { CellAxis } from './cellAxis.ts'
import { type CellSpans, wholeSpans } from './cellSpans.ts'

/** A rectangle of cells and the pixels that it touches. */
export interface CellTile {
  /** First cell, and one past the last, on each axis. */
  cells: { left: number; right: number; top: number; bottom: number }
  /** First pixel, and one past the last, on each axis. */
  pixels: { left: number; right: number; top: number; bottom: number }
}

/** Averages the pixels of a tile over its cells, weighted by area; `spans` (of the tile's cells; all when left out) says which. */
export function averageCells(
  tile: CellTile,
  across: CellAxis,
  down: CellAxis,
  pixels: Float32Array,
  averages: Float32Array,
  spans: CellSpans = wholeSpans(tile.cells.right - tile.cells.left, tile.cells.bottom - tile.cells.top),
): void {
  const { cells, pixels: box } = tile
  const columns = cells.right - cells.left
  const width = box.right - box.left
  const share = 1 / (across.factor * down.factor)
  for (let s = 0; s < spans.length; s += 3) {
    const row = spans[s] ?? 0
    const from = spans[s + 1] ?? 0
    const to = spans[s + 2] ?? 0
    averages.fill(0, row * columns + from, row * columns + to)
    const [top, bottom] = down.pixelsOf(cells.top + row, cells.top + row + 1)
    for (let y = top; y < bottom; y++) {
      const high = down.shareOf(y, cells.top + row) * share
      const line = (y - box.top) * width - box.left
      for (let c = from; c < to; c++) {
        const cell = cells.left + c
        let p = line + (across.first[cell] ?? 0)
        const end = line + (across.start[cell + 1] ?? 0) - 1
        let sum = (pixels[p] ?? 0) * (across.firstShare[cell] ?? 0)
        for (p++; p < end; p++) sum += pixels[p] ?? 0
        if (p === end) sum += (pixels[p] ?? 0) * (across.lastShare[cell] ?? 0)
        averages[row * columns + c] = (averages[row * columns + c] ?? 0) + sum * high
      }
    }
  }
}

/** Adds the bilinear interpolation of the tile's cells to its pixels, in the cells of `spans` (all when left out), and keeps them between 0 and 1. */
export function addCells(
  tile: CellTile,
  across: CellAxis,
  down: CellAxis,
  values: Float32Array,
  pixels: Float32Array,
  spans: CellSpans = wholeSpans(tile.cells.right - tile.cells.left, tile.cells.bottom - tile.cells.top),
): void {
  const { cells, pixels: box } = tile
  const columns = cells.right - cells.left
  const lastRow = cells.bottom - cells.top - 1
  const width = box.right - box.left
  // One cell more on each side, so that the pixels at the tile's border need no special case.
  const line = new Float32Array(columns + 2)
  for (let s = 0; s < spans.length; s += 3) {
    const row = spans[s] ?? 0
    const from = spans[s + 1] ?? 0
    const to = spans[s + 2] ?? 0
    const [left, right] = [pixelFrom(across, cells.left, from, box.left), across.start[cells.left + to] ?? 0]
    const [top, bottom] = [pixelFrom(down, cells.top, row, box.top), down.start[cells.top + row + 1] ?? 0]
    for (let y = top; y < bottom; y++) {
      const below = (down.below[y] ?? 0) - cells.top
      const upper = Math.min(Math.max(below, 0), lastRow) * columns
      const lower = Math.min(Math.max(below + 1, 0), lastRow) * columns
      const share = down.share[y] ?? 0
      for (let c = Math.max(from - 1, 0); c < Math.min(to + 1, columns); c++)
        line[c + 1] = (values[upper + c] ?? 0) * (1 - share) + (values[lower + c] ?? 0) * share
      if (from === 0) line[0] = line[1] ?? 0
      if (to === columns) line[columns + 1] = line[columns] ?? 0
      const offset = 1 - cells.left
      for (let x = left, p = (y - box.top) * width + left - box.left; x < right; x++, p++) {
        const c = (across.below[x] ?? 0) + offset
        const start = line[c] ?? 0
        const sum = (pixels[p] ?? 0) + start + ((line[c + 1] ?? 0) - start) * (across.share[x] ?? 0)
        pixels[p] = sum < 0 ? 0 : Math.min(sum, 1)
      }
    }
  }
}

/** First pixel of a cell of a tile. The tile's own first pixel may still belong to the cell before, and has no other to go with. */
export function pixelFrom(axis: CellAxis, firstCell: number, cell: number, firstPixel: number): number {
  return cell === 0 ? firstPixel : (axis.start[firstCell + cell] ?? 0)
}
