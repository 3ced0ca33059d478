import type { CellAxis } from './cellAxis.ts'
import { addCells, type CellTile } from './cellGrid.ts'
import { CellRaiser, type RaiseTask } from './cellRaiser.ts'
import { GuideTrust } from './guideTrust.ts'
import type { FloatRaster, RgbaRaster } from './raster.ts'

/** The mask, the photo and how the one lies on the other. */
export interface Raising {
  mask: FloatRaster
  photo: RgbaRaster
  across: CellAxis
  down: CellAxis
}

/** Raises one tile after another, in buffers made once. */
export class TileUpsampler {
  readonly #raising: Raising
  readonly #raiser: CellRaiser
  readonly #trust: GuideTrust
  readonly #cells: Float32Array
  readonly #weights: Float32Array
  readonly #colours: Float32Array
  readonly #smooth: Float32Array
  readonly #guided: Float32Array
  readonly #mix: Float32Array

  /** Makes room for tiles of up to so many pixels, pixels across and cells: about 100 bytes a pixel. */
  constructor(raising: Raising, maxPixels: number, maxWidth: number, maxCells: number) {
    this.#raising = raising
    this.#raiser = new CellRaiser(Math.max(maxPixels, maxCells), maxWidth, maxCells)
    this.#trust = new GuideTrust(this.#raiser, maxCells)
    this.#cells = new Float32Array(maxCells)
    this.#weights = new Float32Array(maxCells)
    this.#colours = new Float32Array(maxPixels * 3)
    this.#smooth = new Float32Array(maxPixels)
    this.#guided = new Float32Array(maxPixels)
    this.#mix = new Float32Array(maxPixels)
  }

  /** The tile's alpha, 0 to 1, in a buffer that the next call overwrites. */
  raise(cells: CellTile['cells'], softness: number): { pixels: CellTile['pixels']; alpha: Float32Array } {
    const task = this.#load(cells, softness)
    this.#trust.weigh(task, this.#colours, this.#weights)
    this.#raiser.raiseSmooth(task, this.#smooth)
    this.#raiser.raiseGuided(task, this.#colours, this.#guided)
    const mix = this.#mix.fill(0)
    addCells(task.tile, task.across, task.down, this.#weights, mix)
    const { left, right, top, bottom } = task.tile.pixels
    for (let i = 0; i < (right - left) * (bottom - top); i++) {
      const smooth = this.#smooth[i] ?? 0
      mix[i] = smooth + (mix[i] ?? 0) * ((this.#guided[i] ?? 0) - smooth)
    }
    return { pixels: task.tile.pixels, alpha: mix }
  }

  /**
   * How badly the guided alpha misses the mask for each of these softnesses: sums of squares over the tile's cells, counted as far as the
   * photo's colours are to be trusted there; and that trust, summed over the cells.
   */
  missAt(
    cells: CellTile['cells'],
    softnesses: readonly number[],
    rounds: number,
  ): { missed: number[]; trusted: number } {
    this.#trust.weigh(this.#load(cells, 0.5), this.#colours, this.#weights)
    const count = (cells.right - cells.left) * (cells.bottom - cells.top)
    let trusted = 0
    for (let i = 0; i < count; i++) trusted += this.#weights[i] ?? 0
    const missed = softnesses.map((softness) =>
      this.#raiser.raiseGuided(this.#load(cells, softness), this.#colours, this.#guided, rounds, this.#weights),
    )
    return { missed, trusted }
  }

  #load(cells: CellTile['cells'], softness: number): RaiseTask {
    const { mask, photo, across, down } = this.#raising
    const [left, right] = across.pixelsOf(cells.left, cells.right)
    const [top, bottom] = down.pixelsOf(cells.top, cells.bottom)
    let c = 0
    for (let y = cells.top; y < cells.bottom; y++)
      for (let x = cells.left; x < cells.right; x++) this.#cells[c++] = mask.data[y * mask.width + x] ?? 0
    const colours = this.#colours
    let i = 0
    for (let y = top; y < bottom; y++) {
      for (let x = left, p = (y * photo.width + left) * 4; x < right; x++, p += 4, i += 3) {
        colours[i] = (photo.data[p] ?? 0) / 255
        colours[i + 1] = (photo.data[p + 1] ?? 0) / 255
        colours[i + 2] = (photo.data[p + 2] ?? 0) / 255
      }
    }
    return { tile: { cells, pixels: { left, right, top, bottom } }, across, down, mask: this.#cells, softness }
  }
}
