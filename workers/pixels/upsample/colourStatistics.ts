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
          const end = (y * width + (starts[c + 1] ?? 0)) * 3
          let [n, sr, sg, sb, rr, rg, rb, gg, gb, bb] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
          for (let i = (y * width + (starts[c] ?? 0)) * 3; i < end; i += 3) {
            const r = colours[i] ?? 0
            const g = colours[i + 1] ?? 0
            const b = colours[i + 2] ?? 0
            n++
            sr += r
            sg += g
            sb += b
            rr += r * r
            rg += r * g
            rb += r * b
            gg += g * g
            gb += g * b
            bb += b * b
          }
          cells[at] = (cells[at] ?? 0) + sr
          cells[at + 1] = (cells[at + 1] ?? 0) + sg
          cells[at + 2] = (cells[at + 2] ?? 0) + sb
          cells[at + 3] = (cells[at + 3] ?? 0) + rr
          cells[at + 4] = (cells[at + 4] ?? 0) + rg
          cells[at + 5] = (cells[at + 5] ?? 0) + rb
          cells[at + 6] = (cells[at + 6] ?? 0) + gg
          cells[at + 7] = (cells[at + 7] ?? 0) + gb
          cells[at + 8] = (cells[at + 8] ?? 0) + bb
          cells[at + 9] = (cells[at + 9] ?? 0) + n
        }
      }
    }
  }

  #invertWindow(at: number, epsilon: number): void {
    const windows = this.windows
    const share = 1 / (windows[at + 9] ?? 1)
    const mr = (windows[at] ?? 0) * share
    const mg = (windows[at + 1] ?? 0) * share
    const mb = (windows[at + 2] ?? 0) * share
    const rr = (windows[at + 3] ?? 0) * share - mr * mr + epsilon
    const rg = (windows[at + 4] ?? 0) * share - mr * mg
    const rb = (windows[at + 5] ?? 0) * share - mr * mb
    const gg = (windows[at + 6] ?? 0) * share - mg * mg + epsilon
    const gb = (windows[at + 7] ?? 0) * share - mg * mb
    const bb = (windows[at + 8] ?? 0) * share - mb * mb + epsilon
    const irr = gg * bb - gb * gb
    const irg = rb * gb - rg * bb
    const irb = rg * gb - rb * gg
    const scale = 1 / (rr * irr + rg * irg + rb * irb)
    windows[at] = mr
    windows[at + 1] = mg
    windows[at + 2] = mb
    windows[at + 3] = irr * scale
    windows[at + 4] = irg * scale
    windows[at + 5] = irb * scale
    windows[at + 6] = (rr * bb - rb * rb) * scale
    windows[at + 7] = (rb * rg - rr * gb) * scale
    windows[at + 8] = (rr * gg - rg * rg) * scale
    windows[at + 9] = share
  }
}
