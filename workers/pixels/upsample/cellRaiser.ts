import type { CellAxis } from './cellAxis.ts'
import { blurCells } from './cellBlur.ts'
import { addCells, averageCells, type CellTile } from './cellGrid.ts'
import { CellPixels } from './cellPixels.ts'
import type { CellSpans } from './cellSpans.ts'
import { ColourGuide } from './colourGuide.ts'

/** A tile of a coarse mask that is to be raised to pixels. */
export interface RaiseTask {
  tile: CellTile
  across: CellAxis
  down: CellAxis
  /** The tile's cells, 0 to 1. */
  mask: Float32Array
  /** The cells whose pixels are looked for; elsewhere the mask is flat and bilinear interpolation stays. */
  spans: CellSpans
  /** How far each cell of the mask has bled into its neighbours: sigma of a Gaussian in cells, 0 for plain averages. */
  softness: number
}

/** How the corrections of `raiseGuided` follow each other. */
export interface Pace {
  rounds: number
  /** How much of what was missed is corrected at once; 1 is plain back-projection. */
  step: number
  /** How much of the last correction is added to the next, as by a heavy ball. */
  keep: number
}

/** Plain back-projection, slow and even. */
export const plainPace = (rounds: number): Pace => ({ rounds, step: 1, keep: 0 })

const swiftPace: Pace = { rounds: 9, step: 1.8, keep: 0.6 }
const flatVariance = 1e-5

/**
 * Raises tiles of a coarse mask to pixels so that averaging them over the cells gives the mask again (back-projection). Between the
 * corrections the alpha is either left smooth or drawn towards what the photo's colours explain.
 */
export class CellRaiser {
  readonly #guide: ColourGuide
  readonly #averages: Float32Array
  readonly #differences: Float32Array
  readonly #blurred: Float32Array
  readonly #scratch: Float32Array

  /** Makes room for tiles of so many cells, those with one column and one row more included. */
  constructor(maxCells: number) {
    this.#guide = new ColourGuide(maxCells)
    this.#averages = new Float32Array(maxCells)
    this.#differences = new Float32Array(maxCells)
    this.#blurred = new Float32Array(maxCells)
    this.#scratch = new Float32Array(maxCells)
  }

  /** The smooth surface through the mask: bilinear, corrected until its cell averages agree. */
  raiseSmooth(task: RaiseTask, pixels: CellPixels, target: Float32Array, rounds = 3): void {
    this.#begin(task, pixels, target)
    for (let round = 0; round < rounds; round++) this.#backProject(task, target, plainPace(rounds))
  }

  /** Takes the colours of a tile, three numbers a pixel, each 0 to 1, for `raiseGuided`. */
  prepare(task: RaiseTask, colours: Float32Array): CellPixels {
    const pixels = new CellPixels(task.tile, task.across, task.down, task.spans)
    this.#guide.prepare(pixels, colours, flatVariance)
    return pixels
  }

  /**
   * Alternates the colour guided filter with back-projection, starting from bilinear, on the tile that was prepared.
   * Gives back how badly the guided alpha missed the mask before the last correction: the sum of squares over the cells, times `weights` where given.
   */
  raiseGuided(
    task: RaiseTask,
    pixels: CellPixels,
    target: Float32Array,
    pace: Pace = swiftPace,
    weights?: Float32Array,
  ): number {
    this.#begin(task, pixels, target)
    this.#guide.begin(target)
    let missed = 0
    for (let round = 0; round < pace.rounds; round++) {
      this.#guide.filter(target)
      missed = this.#backProject(task, target, pace, weights)
    }
    return missed
  }

  #begin({ tile, across, down, mask }: RaiseTask, { near }: CellPixels, target: Float32Array): void {
    target.fill(0)
    addCells(tile, across, down, mask, target, near)
    this.#averages.set(mask)
    averageCells(tile, across, down, target, this.#averages, near)
    this.#differences.fill(0)
  }

  #backProject(task: RaiseTask, target: Float32Array, pace: Pace, weights?: Float32Array): number {
    const { tile, across, down, mask, spans, softness } = task
    const columns = tile.cells.right - tile.cells.left
    const rows = tile.cells.bottom - tile.cells.top
    averageCells(tile, across, down, target, this.#averages, spans)
    let averages = this.#averages
    if (softness > 0) {
      averages = this.#blurred
      blurCells(this.#averages, averages, columns, rows, softness, this.#scratch)
    }
    let missed = 0
    for (let s = 0; s < spans.length; s += 3) {
      const row = (spans[s] ?? 0) * columns
      for (let i = row + (spans[s + 1] ?? 0); i < row + (spans[s + 2] ?? 0); i++) {
        const difference = (mask[i] ?? 0) - (averages[i] ?? 0)
        this.#differences[i] = pace.step * difference + pace.keep * (this.#differences[i] ?? 0)
        missed += difference * difference * (weights?.[i] ?? 1)
      }
    }
    addCells(tile, across, down, this.#differences, target, spans)
    return missed
  }
}
