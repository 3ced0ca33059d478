import type { CellPixels } from './cellPixels.ts'

/** Mean red, green and blue of a window, the inverse of its colour covariance (rr, rg, rb, gg, gb, bb), and one over its pixels. */
export const numbersPerWindow = 10

/** What the windows of a colour guided filter, two by two cells around each corner of a cell, need to know of the photo. */
export class ColourStatistics {
  /** `numbersPerWindow` numbers for each corner, row by row. */
  readonly windows: Float64Array
  readonly #cells: Float64Array

  /** Makes room for so many corners: 160 bytes each. */
  constructor(maxCorners: number) {
    this.windows = new Float64Array(maxCorners * numbersPerWindow)
    this.#cells = new Float64Array(maxCorners * numbersPerWindow)
  }

  /** Gathers the statistics of `colours` (three numbers a pixel); `epsilon` is added to the variances before they are inverted. */
  gather(colours: Float32Array, pixels: CellPixels, epsilon: number): void {
    this.#sumCells(colours, pixels)
    pixels.sumAtCorners(this.#cells, this.windows, numbersPerWindow)
    const { corners, columns } = pixels
    for (let s = 0; s < corners.length; s += 3) {
      const row = (corners[s] ?? 0) * (columns + 1)
      for (let c = corners[s + 1] ?? 0; c < (corners[s + 2] ?? 0); c++)
        this.#invertWindow((row + c) * numbersPerWindow, epsilon)
    }
  }

  #sumCells(colours: Float32Array, pixels: CellPixels): void {
    const cells = this.#cells
    const { width, near, starts, rowStarts, columns } = pixels
    for (let s = 0; s < near.length; s += 3) {
      const row = near[s] ?? 0
      const from = near[s + 1] ?? 0
      const to = near[s + 2] ?? 0
      cells.fill(0, (row * columns + from) * numbersPerWindow, (row * columns + to) * numbersPerWindow)
      for (let y = rowStarts[row] ?? 0; y < (rowStarts[row + 1] ?? 0); y++) {
        for (let c = from, at = (row * columns + from) * numbersPerWindow; c < to; c++, at += numbersPerWindow) {
          const start = (y * width + (starts[c] ?? 0)) * 3
          const end = (y * width + (starts[c + 1] ?? 0)) * 3
          addMeans(colours, start, end, cells, at)
          addProducts(colours, start, end, cells, at)
        }
      }
    }
  }

  #invertWindow(at: number, epsilon: number): void {
    const windows = this.windows
    const share = 1 / (windows[at + 9] ?? 1)
    for (let k = 0; k < 9; k++) windows[at + k] = (windows[at + k] ?? 0) * share
    windows[at + 9] = share
    const mr = windows[at] ?? 0
    const mg = windows[at + 1] ?? 0
    const mb = windows[at + 2] ?? 0
    windows[at + 3] = (windows[at + 3] ?? 0) - mr * mr + epsilon
    windows[at + 4] = (windows[at + 4] ?? 0) - mr * mg
    windows[at + 5] = (windows[at + 5] ?? 0) - mr * mb
    windows[at + 6] = (windows[at + 6] ?? 0) - mg * mg + epsilon
    windows[at + 7] = (windows[at + 7] ?? 0) - mg * mb
    windows[at + 8] = (windows[at + 8] ?? 0) - mb * mb + epsilon
    invertSymmetric(windows, at + 3)
  }
}

// Two looks at the pixels of a cell, each with few sums: no engine has registers for all ten at once (see `foregroundRelax.ts`).

/** Adds the sums of red, green and blue, and the number of pixels. */
function addMeans(colours: Float32Array, start: number, end: number, cells: Float64Array, at: number): void {
  let [red, green, blue] = [0, 0, 0]
  for (let i = start; i < end; i += 3) {
    red += colours[i] ?? 0
    green += colours[i + 1] ?? 0
    blue += colours[i + 2] ?? 0
  }
  cells[at] = (cells[at] ?? 0) + red
  cells[at + 1] = (cells[at + 1] ?? 0) + green
  cells[at + 2] = (cells[at + 2] ?? 0) + blue
  cells[at + 9] = (cells[at + 9] ?? 0) + (end - start) / 3
}

/** Adds the sums of the products of any two channels: rr, rg, rb, gg, gb, bb. */
function addProducts(colours: Float32Array, start: number, end: number, cells: Float64Array, at: number): void {
  let [rr, rg, rb, gg, gb, bb] = [0, 0, 0, 0, 0, 0]
  for (let i = start; i < end; i += 3) {
    const r = colours[i] ?? 0
    const g = colours[i + 1] ?? 0
    const b = colours[i + 2] ?? 0
    rr += r * r
    rg += r * g
    rb += r * b
    gg += g * g
    gb += g * b
    bb += b * b
  }
  cells[at + 3] = (cells[at + 3] ?? 0) + rr
  cells[at + 4] = (cells[at + 4] ?? 0) + rg
  cells[at + 5] = (cells[at + 5] ?? 0) + rb
  cells[at + 6] = (cells[at + 6] ?? 0) + gg
  cells[at + 7] = (cells[at + 7] ?? 0) + gb
  cells[at + 8] = (cells[at + 8] ?? 0) + bb
}

/** Inverts in place a symmetric matrix of three by three whose upper half (rr, rg, rb, gg, gb, bb) begins here. */
function invertSymmetric(matrix: Float64Array, at: number): void {
  const rr = matrix[at] ?? 0
  const rg = matrix[at + 1] ?? 0
  const rb = matrix[at + 2] ?? 0
  const gg = matrix[at + 3] ?? 0
  const gb = matrix[at + 4] ?? 0
  const bb = matrix[at + 5] ?? 0
  matrix[at] = gg * bb - gb * gb
  matrix[at + 1] = rb * gb - rg * bb
  matrix[at + 2] = rg * gb - rb * gg
  const scale = 1 / (rr * (matrix[at] ?? 0) + rg * (matrix[at + 1] ?? 0) + rb * (matrix[at + 2] ?? 0))
  matrix[at + 3] = rr * bb - rb * rb
  matrix[at + 4] = rb * rg - rr * gb
  matrix[at + 5] = rr * gg - rg * rg
  for (let k = at; k < at + 6; k++) matrix[k] = (matrix[k] ?? 0) * scale
}
