import type { CellPixels } from './cellPixels.ts'
import { ColourStatistics, numbersPerWindow } from './colourStatistics.ts'

const numbersPerModel = 4

/**
 * A colour guided filter after He, Sun and Tang ("Guided image filtering", 2013) on one tile, made for being applied many times with the same photo.
 * Its windows are two by two cells, one around each corner of a cell, and a pixel's model lies between those of the four corners around it: nearly
 * all of the work is one look at each pixel to sum up its cell, and one to apply the model, however large cells are.
 */
export class ColourGuide {
  #pixels: CellPixels | undefined
  #colours: Float32Array = new Float32Array(0)
  readonly #statistics: ColourStatistics
  /** Of each cell: alpha, and alpha times each colour. */
  readonly #sums: Float64Array
  /** The linear model from colour to alpha at each corner: a constant and three slopes. */
  readonly #models: Float64Array
  readonly #line: Float64Array

  /** Makes room for tiles with so many corners of cells in all: about 250 bytes each. */
  constructor(maxCorners: number) {
    this.#statistics = new ColourStatistics(maxCorners)
    this.#sums = new Float64Array(maxCorners * numbersPerModel)
    this.#models = new Float64Array(maxCorners * numbersPerModel)
    this.#line = new Float64Array(maxCorners * numbersPerModel)
  }

  /** Takes a tile of the photo: three numbers a pixel, each 0 to 1. `epsilon` is the variance below which a window counts as flat. */
  prepare(pixels: CellPixels, colours: Float32Array, epsilon: number): void {
    this.#pixels = pixels
    this.#colours = colours
    this.#statistics.gather(colours, pixels, epsilon)
  }

  /** Takes the alpha to start from; later only that of the tile's `spans` is looked at again. */
  begin(alpha: Float32Array): void {
    if (this.#pixels !== undefined) this.#sumCells(this.#pixels, alpha, this.#pixels.near)
  }

  /** Makes `alpha` what the photo's colours explain of it, in the cells of the tile's `spans`. */
  filter(alpha: Float32Array): void {
    if (this.#pixels === undefined) return
    this.#sumCells(this.#pixels, alpha, this.#pixels.spans)
    this.#pixels.sumAtCorners(this.#sums, this.#models, numbersPerModel)
    this.#fitModels(this.#pixels)
    this.#applyModels(this.#pixels, alpha)
  }

  #sumCells({ width, columns, starts, rowStarts }: CellPixels, alpha: Float32Array, spans: Int32Array): void {
    const colours = this.#colours
    const sums = this.#sums
    for (let s = 0; s < spans.length; s += 3) {
      const row = spans[s] ?? 0
      const from = spans[s + 1] ?? 0
      const to = spans[s + 2] ?? 0
      sums.fill(0, (row * columns + from) * numbersPerModel, (row * columns + to) * numbersPerModel)
      for (let y = rowStarts[row] ?? 0; y < (rowStarts[row + 1] ?? 0); y++) {
        let p = y * width + (starts[from] ?? 0)
        let i = p * 3
        for (let c = from, at = (row * columns + from) * numbersPerModel; c < to; c++, at += numbersPerModel) {
          const end = y * width + (starts[c + 1] ?? 0)
          let sum = 0
          let sr = 0
          let sg = 0
          let sb = 0
          for (; p < end; p++, i += 3) {
            const a = alpha[p] ?? 0
            sum += a
            sr += a * (colours[i] ?? 0)
            sg += a * (colours[i + 1] ?? 0)
            sb += a * (colours[i + 2] ?? 0)
          }
          sums[at] = (sums[at] ?? 0) + sum
          sums[at + 1] = (sums[at + 1] ?? 0) + sr
          sums[at + 2] = (sums[at + 2] ?? 0) + sg
          sums[at + 3] = (sums[at + 3] ?? 0) + sb
        }
      }
    }
  }

  #fitModels({ corners, columns }: CellPixels): void {
    const windows = this.#statistics.windows
    const models = this.#models
    for (let s = 0; s < corners.length; s += 3) {
      const row = (corners[s] ?? 0) * (columns + 1)
      for (let c = row + (corners[s + 1] ?? 0); c < row + (corners[s + 2] ?? 0); c++) {
        const m = c * numbersPerModel
        const w = c * numbersPerWindow
        const share = windows[w + 9] ?? 0
        const mean = (models[m] ?? 0) * share
        const vr = (models[m + 1] ?? 0) * share - mean * (windows[w] ?? 0)
        const vg = (models[m + 2] ?? 0) * share - mean * (windows[w + 1] ?? 0)
        const vb = (models[m + 3] ?? 0) * share - mean * (windows[w + 2] ?? 0)
        const irg = windows[w + 4] ?? 0
        const irb = windows[w + 5] ?? 0
        const igb = windows[w + 7] ?? 0
        models[m + 1] = (windows[w + 3] ?? 0) * vr + irg * vg + irb * vb
        models[m + 2] = irg * vr + (windows[w + 6] ?? 0) * vg + igb * vb
        models[m + 3] = irb * vr + igb * vg + (windows[w + 8] ?? 0) * vb
        models[m] =
          mean -
          (models[m + 1] ?? 0) * (windows[w] ?? 0) -
          (models[m + 2] ?? 0) * (windows[w + 1] ?? 0) -
          (models[m + 3] ?? 0) * (windows[w + 2] ?? 0)
      }
    }
  }

  #applyModels({ spans, width, columns, starts, rowStarts, within, rowWithin }: CellPixels, alpha: Float32Array): void {
    const colours = this.#colours
    const models = this.#models
    const line = this.#line
    const nextRow = (columns + 1) * numbersPerModel
    for (let s = 0; s < spans.length; s += 3) {
      const row = spans[s] ?? 0
      const from = spans[s + 1] ?? 0
      const to = spans[s + 2] ?? 0
      const first = (row * (columns + 1) + from) * numbersPerModel
      const length = (to - from + 1) * numbersPerModel
      for (let y = rowStarts[row] ?? 0; y < (rowStarts[row + 1] ?? 0); y++) {
        const down = rowWithin[y] ?? 0
        for (let m = first, l = 0; l < length; m++, l++) {
          const upper = models[m] ?? 0
          line[l] = upper + down * ((models[m + nextRow] ?? 0) - upper)
        }
        let p = y * width + (starts[from] ?? 0)
        for (let c = from, l = 0; c < to; c++, l += numbersPerModel) {
          const end = y * width + (starts[c + 1] ?? 0)
          applyModel(line, l, colours, within, y * width, p, end, alpha)
          p = end
        }
      }
    }
  }
}

/** Applies to the pixels from `first` to `end` the model that lies between the two at this place of the line. A loop of its own, so that few numbers live at once. */
function applyModel(
  line: Float64Array,
  at: number,
  colours: Float32Array,
  within: Float32Array,
  row: number,
  first: number,
  end: number,
  alpha: Float32Array,
): void {
  const k = line[at] ?? 0
  const kr = line[at + 1] ?? 0
  const kg = line[at + 2] ?? 0
  const kb = line[at + 3] ?? 0
  const dk = (line[at + 4] ?? 0) - k
  const dr = (line[at + 5] ?? 0) - kr
  const dg = (line[at + 6] ?? 0) - kg
  const db = (line[at + 7] ?? 0) - kb
  for (let p = first, i = first * 3; p < end; p++, i += 3) {
    const t = within[p - row] ?? 0
    alpha[p] =
      k +
      t * dk +
      (kr + t * dr) * (colours[i] ?? 0) +
      (kg + t * dg) * (colours[i + 1] ?? 0) +
      (kb + t * db) * (colours[i + 2] ?? 0)
  }
}
