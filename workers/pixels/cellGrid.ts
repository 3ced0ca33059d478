import type { CellAxis } from './cellAxis.ts'

/** A rectangle of cells and the pixels that it touches. */
export interface CellTile {
  /** First cell, and one past the last, on each axis. */
  cells: { left: number; right: number; top: number; bottom: number }
  /** First pixel, and one past the last, on each axis. */
  pixels: { left: number; right: number; top: number; bottom: number }
}

/** Averages the pixels of a tile over its cells, weighted by area. `sums` is scratch for a row of cells and more. */
export function averageCells(
  tile: CellTile,
  across: CellAxis,
  down: CellAxis,
  pixels: Float32Array,
  averages: Float32Array,
  sums: Float64Array,
): void {
  const { cells, pixels: box } = tile
  const columns = cells.right - cells.left
  const rows = cells.bottom - cells.top
  const share = 1 / (across.factor * down.factor)
  averages.fill(0, 0, columns * rows)
  let p = 0
  for (let y = box.top; y < box.bottom; y++) {
    sums.fill(0, 0, columns)
    for (let x = box.left; x < box.right; x++, p++) {
      const value = pixels[p] ?? 0
      const column = (across.cell[x] ?? 0) - cells.left
      const inside = across.inside[x] ?? 0
      if (column >= 0) sums[column] = (sums[column] ?? 0) + value * inside
      if (inside < 1 && column + 1 < columns) sums[column + 1] = (sums[column + 1] ?? 0) + value * (1 - inside)
    }
    const row = (down.cell[y] ?? 0) - cells.top
    const inside = (down.inside[y] ?? 0) * share
    if (row >= 0)
      for (let c = 0, i = row * columns; c < columns; c++, i++)
        averages[i] = (averages[i] ?? 0) + (sums[c] ?? 0) * inside
    if (share - inside > 1e-9 && row + 1 < rows)
      for (let c = 0, i = (row + 1) * columns; c < columns; c++, i++)
        averages[i] = (averages[i] ?? 0) + (sums[c] ?? 0) * (share - inside)
  }
}

/** Adds the bilinear interpolation of the tile's cells to its pixels and keeps them between 0 and 1. */
export function addCells(
  tile: CellTile,
  across: CellAxis,
  down: CellAxis,
  values: Float32Array,
  pixels: Float32Array,
): void {
  const { cells, pixels: box } = tile
  const columns = cells.right - cells.left
  const lastRow = cells.bottom - cells.top - 1
  // One cell more on each side, so that the pixels at the tile's border need no special case.
  const line = new Float32Array(columns + 2)
  let p = 0
  for (let y = box.top; y < box.bottom; y++) {
    const below = (down.below[y] ?? 0) - cells.top
    const upper = Math.min(Math.max(below, 0), lastRow) * columns
    const lower = Math.min(Math.max(below + 1, 0), lastRow) * columns
    const share = down.share[y] ?? 0
    for (let c = 0; c < columns; c++)
      line[c + 1] = (values[upper + c] ?? 0) * (1 - share) + (values[lower + c] ?? 0) * share
    line[0] = line[1] ?? 0
    line[columns + 1] = line[columns] ?? 0
    for (let x = box.left; x < box.right; x++, p++) {
      const left = (across.below[x] ?? 0) - cells.left + 1
      const from = line[left] ?? 0
      const sum = (pixels[p] ?? 0) + from + ((line[left + 1] ?? 0) - from) * (across.share[x] ?? 0)
      pixels[p] = Math.min(Math.max(sum, 0), 1)
    }
  }
}
