import type { WindowGrid } from './windowGrid.ts'

/** Mean red, green and blue of a window, then the inverse of its colour covariance: rr, rg, rb, gg, gb, bb. */
export const numbersPerWindow = 9

/** What the windows of a colour guided filter need to know of the photo. */
export class ColourStatistics {
  /** `numbersPerWindow` numbers for each window of the grid last gathered. */
  readonly windows: Float32Array
  readonly #columns: Float64Array

  constructor(maxWindows: number, maxWidth: number) {
    this.windows = new Float32Array(maxWindows * numbersPerWindow)
    this.#columns = new Float64Array(maxWidth * numbersPerWindow)
  }

  /** Gathers the statistics of `colours` (three numbers a pixel); `epsilon` is added to the variances before they are inverted. */
  gather(colours: Float32Array, grid: WindowGrid, epsilon: number): void {
    const { width, height, radiusX, radiusY, strideX, strideY } = grid
    const columns = this.#columns
    columns.fill(0, 0, width * numbersPerWindow)
    let rowIn = 0
    let rowOut = 0
    for (let gy = 0, w = 0; gy < grid.rows; gy++) {
      const y = gy * strideY
      while (rowIn < height && rowIn <= y + radiusY) this.#addRow(colours, width, rowIn++, 1)
      while (rowOut < y - radiusY) this.#addRow(colours, width, rowOut++, -1)
      const sums = new Float64Array(numbersPerWindow)
      let into = 0
      let out = 0
      for (let gx = 0; gx < grid.columns; gx++, w += numbersPerWindow) {
        const end = Math.min(gx * strideX + radiusX + 1, width)
        for (; into < end; into++)
          for (let k = 0; k < numbersPerWindow; k++)
            sums[k] = (sums[k] ?? 0) + (columns[into * numbersPerWindow + k] ?? 0)
        for (; out < gx * strideX - radiusX; out++)
          for (let k = 0; k < numbersPerWindow; k++)
            sums[k] = (sums[k] ?? 0) - (columns[out * numbersPerWindow + k] ?? 0)
        this.#writeWindow(w, sums, 1 / ((rowIn - rowOut) * (into - out)), epsilon)
      }
    }
  }

  #addRow(colours: Float32Array, width: number, y: number, sign: number): void {
    const columns = this.#columns
    for (let x = 0, i = y * width * 3, c = 0; x < width; x++, i += 3, c += numbersPerWindow) {
      const r = colours[i] ?? 0
      const g = colours[i + 1] ?? 0
      const b = colours[i + 2] ?? 0
      columns[c] = (columns[c] ?? 0) + sign * r
      columns[c + 1] = (columns[c + 1] ?? 0) + sign * g
      columns[c + 2] = (columns[c + 2] ?? 0) + sign * b
      columns[c + 3] = (columns[c + 3] ?? 0) + sign * r * r
      columns[c + 4] = (columns[c + 4] ?? 0) + sign * r * g
      columns[c + 5] = (columns[c + 5] ?? 0) + sign * r * b
      columns[c + 6] = (columns[c + 6] ?? 0) + sign * g * g
      columns[c + 7] = (columns[c + 7] ?? 0) + sign * g * b
      columns[c + 8] = (columns[c + 8] ?? 0) + sign * b * b
    }
  }

  #writeWindow(at: number, sums: Float64Array, share: number, epsilon: number): void {
    const windows = this.windows
    const mr = (sums[0] ?? 0) * share
    const mg = (sums[1] ?? 0) * share
    const mb = (sums[2] ?? 0) * share
    const rr = (sums[3] ?? 0) * share - mr * mr + epsilon
    const rg = (sums[4] ?? 0) * share - mr * mg
    const rb = (sums[5] ?? 0) * share - mr * mb
    const gg = (sums[6] ?? 0) * share - mg * mg + epsilon
    const gb = (sums[7] ?? 0) * share - mg * mb
    const bb = (sums[8] ?? 0) * share - mb * mb + epsilon
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
  }
}
