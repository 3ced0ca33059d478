import type { CellAxis } from './cellAxis.ts'
import { blurCells } from './cellBlur.ts'
import { addCells, averageCells, type CellTile } from './cellGrid.ts'
import { ColourGuide } from './colourGuide.ts'

/** A tile of a coarse mask that is to be raised to pixels. */
export interface RaiseTask {
  tile: CellTile
  across: CellAxis
  down: CellAxis
  /** The tile's cells, 0 to 1. */
  mask: Float32Array
  /** How far each cell of the mask has bled into its neighbours: sigma of a Gaussian in cells, 0 for plain averages. */
  softness: number
}

const flatVariance = 1e-5

/**
 * Raises tiles of a coarse mask to pixels so that averaging them over the cells gives the mask again (back-projection). Between the
 * corrections the alpha is either left smooth or drawn towards what the photo's colours explain.
 */
export class CellRaiser {
  readonly #guide: ColourGuide
  readonly #averages: Float32Array
  readonly #blurred: Float32Array
  readonly #sums: Float64Array

  /** Makes room for tiles of up to so many pixels, pixels across and cells. */
  constructor(maxPixels: number, maxWidth: number, maxCells: number) {
    this.#guide = new ColourGuide(maxPixels, maxWidth)
    this.#averages = new Float32Array(maxCells)
    this.#blurred = new Float32Array(maxCells)
    this.#sums = new Float64Array(maxCells)
  }

  /** The smooth surface through the mask: bilinear, corrected until its cell averages agree. */
  raiseSmooth(task: RaiseTask, target: Float32Array, rounds = 3): void {
    target.fill(0)
    addCells(task.tile, task.across, task.down, task.mask, target)
    for (let round = 0; round < rounds; round++) this.#backProject(task, target)
  }

  /**
   * Alternates the colour guided filter (radius one cell) with back-projection, starting from bilinear. `colours` are the tile's pixels, three numbers each, 0 to 1.
   * Gives back how badly the guided alpha missed the mask before the last correction: the sum of squares over the cells, times `weights` where given.
   */
  raiseGuided(
    task: RaiseTask,
    colours: Float32Array,
    target: Float32Array,
    rounds = 12,
    weights?: Float32Array,
  ): number {
    const { left, right, top, bottom } = task.tile.pixels
    const [radiusX, radiusY] = [Math.max(1, Math.round(task.across.factor)), Math.max(1, Math.round(task.down.factor))]
    this.#guide.prepare(colours, { width: right - left, height: bottom - top }, radiusX, radiusY, flatVariance)
    target.fill(0)
    addCells(task.tile, task.across, task.down, task.mask, target)
    let missed = 0
    for (let round = 0; round < rounds; round++) {
      this.#guide.filter(target, target)
      missed = this.#backProject(task, target, weights)
    }
    return missed
  }

  #backProject(task: RaiseTask, target: Float32Array, weights?: Float32Array): number {
    const { tile, across, down, mask, softness } = task
    const columns = tile.cells.right - tile.cells.left
    const rows = tile.cells.bottom - tile.cells.top
    const averages = this.#averages
    averageCells(tile, across, down, target, averages, this.#sums)
    if (softness > 0) blurCells(averages, averages, columns, rows, softness, this.#blurred)
    let missed = 0
    for (let i = 0; i < columns * rows; i++) {
      const difference = (mask[i] ?? 0) - (averages[i] ?? 0)
      averages[i] = difference
      missed += difference * difference * (weights?.[i] ?? 1)
    }
    addCells(tile, across, down, averages, target)
    return missed
  }
}
