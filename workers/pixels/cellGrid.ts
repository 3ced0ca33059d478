import type { CellAxis } from './cellAxis.ts'

/** A rectangle of cells and the pixels that it touches. */
export interface CellTile {
  /** First cell, and one past the last, on each axis. */
  cells: { left: number; right: number; top: number; bottom: number }
  /** First pixel, and one past the last, on each axis. */
  pixels: { left: number; right: number; top: number; bottom: number }
}

/** Averages the pixels of a tile over its cells (area-weighted). Cells that the tile cuts are averaged over what it has of them. */
export function averageCells(
  tile: CellTile,
  across: CellAxis,
  down: CellAxis,
  pixels: Float32Array,
  averages: Float32Array,
  scratch: Float64Array,
): void {
  const { cells, pixels: box } = tile
  const columns = cells.right - cells.left
  const rows = cells.bottom - cells.top
  const width = box.right - box.left
  const sums = scratch.subarray(0, columns * rows).fill(0)
  for (let y = box.top; y < box.bottom; y++) {
    const row = (down.cell[y] ?? 0) - cells.top
    const inRow = down.inside[y] ?? 0
    const start = (y - box.top) * width - box.left
    for (let x = box.left; x < box.right; x++) {
      const value = pixels[start + x] ?? 0
      const column = (across.cell[x] ?? 0) - cells.left
      const inColumn = across.inside[x] ?? 0
      const at = row * columns + column
      if (row >= 0 && column >= 0) sums[at] = (sums[at] ?? 0) + value * inRow * inColumn
      if (inColumn < 1 && row >= 0 && column + 1 < columns)
        sums[at + 1] = (sums[at + 1] ?? 0) + value * inRow * (1 - inColumn)
      if (inRow < 1 && row + 1 < rows) {
        const under = at + columns
        if (column >= 0) sums[under] = (sums[under] ?? 0) + value * (1 - inRow) * inColumn
        if (inColumn < 1 && column + 1 < columns)
          sums[under + 1] = (sums[under + 1] ?? 0) + value * (1 - inRow) * (1 - inColumn)
      }
    }
  }
  const area = across.factor * down.factor
  for (let i = 0; i < sums.length; i++) averages[i] = (sums[i] ?? 0) / area
}

/** Adds the bilinear interpolation of the tile's cells to its pixels and keeps them between 0 and 1. */
export function addCells(
  tile: CellTile,
  across: CellAxis,
  down: CellAxis,
  values: Float32Array,
  pixels: Float32Array,
  gain: number,
): void {
  const { cells, pixels: box } = tile
  const columns = cells.right - cells.left
  const width = box.right - box.left
  const line = new Float32Array(columns)
  for (let y = box.top; y < box.bottom; y++) {
    const lower = Math.min(Math.max((down.below[y] ?? 0) - cells.top, 0), cells.bottom - cells.top - 1)
    const upper = Math.min(Math.max((down.below[y] ?? 0) + 1 - cells.top, 0), cells.bottom - cells.top - 1)
    const share = down.share[y] ?? 0
    for (let c = 0; c < columns; c++)
      line[c] = gain * ((values[lower * columns + c] ?? 0) * (1 - share) + (values[upper * columns + c] ?? 0) * share)
    const start = (y - box.top) * width - box.left
    for (let x = box.left; x < box.right; x++) {
      const left = Math.max((across.below[x] ?? 0) - cells.left, 0)
      const right = Math.min((across.below[x] ?? 0) + 1 - cells.left, columns - 1)
      const part = across.share[x] ?? 0
      const sum = (pixels[start + x] ?? 0) + (line[left] ?? 0) * (1 - part) + (line[right] ?? 0) * part
      pixels[start + x] = Math.min(Math.max(sum, 0), 1)
    }
  }
}
