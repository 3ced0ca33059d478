import { ColourStatistics, numbersPerWindow } from './colourStatistics.ts'
import { type WindowGrid, windowGrid } from './windowGrid.ts'

const numbersPerModel = 4

/**
 * The colour guided filter of He, Sun and Tang ("Guided image filtering", 2013) on one tile, made for being applied many times with the same
 * photo: what depends on the photo alone is worked out once. Window sums are running sums, so the cost does not depend on the radius; models are
 * fitted at every other pixel or fewer where the radius allows, each to all pixels of its window.
 */
export class ColourGuide {
  #grid: WindowGrid = windowGrid({ width: 1, height: 1 }, 1, 1)
  #colours: Float32Array = new Float32Array(0)
  readonly #statistics: ColourStatistics
  /** The linear model from colour to alpha of each window: three slopes and a constant. */
  readonly #models: Float32Array
  readonly #columns: Float64Array

  /** Makes room for tiles of up to `maxPixels` and `maxWidth`: at most 52 bytes a pixel. */
  constructor(maxPixels: number, maxWidth: number) {
    this.#statistics = new ColourStatistics(maxPixels, maxWidth)
    this.#models = new Float32Array(maxPixels * numbersPerModel)
    this.#columns = new Float64Array(maxWidth * numbersPerModel)
  }

  /**
   * Takes a tile of the photo: three numbers a pixel, each 0 to 1. Windows reach `radiusX` and `radiusY` pixels (1 or more) to each side and end at the
   * tile's border. `epsilon` is the variance below which a window counts as flat.
   */
  prepare(
    colours: Float32Array,
    size: { width: number; height: number },
    radiusX: number,
    radiusY: number,
    epsilon: number,
  ): void {
    this.#colours = colours
    this.#grid = windowGrid(size, radiusX, radiusY)
    this.#statistics.gather(colours, this.#grid, epsilon)
  }

  /** Filters the alpha of the prepared tile: `target` becomes what the photo's colours explain of `alpha`. They may be the same array. */
  filter(alpha: Float32Array, target: Float32Array): void {
    this.#fitModels(alpha)
    this.#applyModels(target)
  }

  #addAlpha(alpha: Float32Array, y: number, sign: number): void {
    const columns = this.#columns
    const colours = this.#colours
    const width = this.#grid.width
    for (let x = 0, p = y * width, i = p * 3, c = 0; x < width; x++, p++, i += 3, c += 4) {
      const a = sign * (alpha[p] ?? 0)
      columns[c] = (columns[c] ?? 0) + a
      columns[c + 1] = (columns[c + 1] ?? 0) + a * (colours[i] ?? 0)
      columns[c + 2] = (columns[c + 2] ?? 0) + a * (colours[i + 1] ?? 0)
      columns[c + 3] = (columns[c + 3] ?? 0) + a * (colours[i + 2] ?? 0)
    }
  }

  #fitModels(alpha: Float32Array): void {
    const { width, height, radiusX, radiusY, strideX, strideY, columns: across, rows: down } = this.#grid
    const columns = this.#columns
    const windows = this.#statistics.windows
    const models = this.#models
    columns.fill(0, 0, width * numbersPerModel)
    let rowIn = 0
    let rowOut = 0
    for (let gy = 0, w = 0, m = 0; gy < down; gy++) {
      const y = gy * strideY
      while (rowIn < height && rowIn <= y + radiusY) this.#addAlpha(alpha, rowIn++, 1)
      while (rowOut < y - radiusY) this.#addAlpha(alpha, rowOut++, -1)
      const rows = rowIn - rowOut
      let a = 0
      let ar = 0
      let ag = 0
      let ab = 0
      let into = 0
      let out = 0
      for (let gx = 0; gx < across; gx++, w += numbersPerWindow, m += numbersPerModel) {
        const end = Math.min(gx * strideX + radiusX + 1, width)
        const begin = gx * strideX - radiusX
        for (let c = into * 4; into < end; into++, c += 4) {
          a += columns[c] ?? 0
          ar += columns[c + 1] ?? 0
          ag += columns[c + 2] ?? 0
          ab += columns[c + 3] ?? 0
        }
        for (let c = out * 4; out < begin; out++, c += 4) {
          a -= columns[c] ?? 0
          ar -= columns[c + 1] ?? 0
          ag -= columns[c + 2] ?? 0
          ab -= columns[c + 3] ?? 0
        }
        const share = 1 / (rows * (into - out))
        const mr = windows[w] ?? 0
        const mg = windows[w + 1] ?? 0
        const mb = windows[w + 2] ?? 0
        const mean = a * share
        const vr = ar * share - mean * mr
        const vg = ag * share - mean * mg
        const vb = ab * share - mean * mb
        const irg = windows[w + 4] ?? 0
        const irb = windows[w + 5] ?? 0
        const igb = windows[w + 7] ?? 0
        const kr = (windows[w + 3] ?? 0) * vr + irg * vg + irb * vb
        const kg = irg * vr + (windows[w + 6] ?? 0) * vg + igb * vb
        const kb = irb * vr + igb * vg + (windows[w + 8] ?? 0) * vb
        models[m] = kr
        models[m + 1] = kg
        models[m + 2] = kb
        models[m + 3] = mean - kr * mr - kg * mg - kb * mb
      }
    }
  }

  #addModels(gy: number, sign: number): void {
    const columns = this.#columns
    const models = this.#models
    const count = this.#grid.columns * numbersPerModel
    for (let c = 0, m = gy * count; c < count; c++, m++) columns[c] = (columns[c] ?? 0) + sign * (models[m] ?? 0)
  }

  #applyModels(target: Float32Array): void {
    const { width, height, radiusX, radiusY, strideX, strideY, columns: across, rows: down } = this.#grid
    const columns = this.#columns
    const colours = this.#colours
    columns.fill(0, 0, across * numbersPerModel)
    let rowIn = 0
    let rowOut = 0
    for (let y = 0, p = 0, i = 0; y < height; y++) {
      while (rowIn < down && rowIn * strideY <= y + radiusY) this.#addModels(rowIn++, 1)
      while (rowOut * strideY < y - radiusY) this.#addModels(rowOut++, -1)
      const rows = rowIn - rowOut
      let kr = 0
      let kg = 0
      let kb = 0
      let k = 0
      let into = 0
      let out = 0
      let share = 0
      for (let x = 0; x < width; x++, p++, i += 3) {
        if (into < across && into * strideX <= x + radiusX) {
          for (let c = into * 4; into < across && into * strideX <= x + radiusX; into++, c += 4) {
            kr += columns[c] ?? 0
            kg += columns[c + 1] ?? 0
            kb += columns[c + 2] ?? 0
            k += columns[c + 3] ?? 0
          }
          share = 1 / (rows * (into - out))
        }
        if (out * strideX < x - radiusX) {
          const c = out * 4
          kr -= columns[c] ?? 0
          kg -= columns[c + 1] ?? 0
          kb -= columns[c + 2] ?? 0
          k -= columns[c + 3] ?? 0
          out++
          share = 1 / (rows * (into - out))
        }
        target[p] = share * (kr * (colours[i] ?? 0) + kg * (colours[i + 1] ?? 0) + kb * (colours[i + 2] ?? 0) + k)
      }
    }
  }
}
