import type { FloatRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import type { CellAxis } from './cellAxis.ts'
import { addCells, type CellTile } from './cellGrid.ts'
import { CellRaiser, plainPace, type RaiseTask } from './cellRaiser.ts'
import { type CellSpans, marksAround, spansOf } from './cellSpans.ts'
import { GuideTrust } from './guideTrust.ts'

/** The mask, the photo and how the one lies on the other. */
export interface Raising {
  mask: FloatRaster
  /** 1 where a cell of the mask is near an edge. */
  band: Uint8Array
  photo: RgbaRaster
  across: CellAxis
  down: CellAxis
}

const reachCells = 3

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

  /** Makes room for tiles of up to so many pixels and cells (one column and row more included): 24 bytes a pixel, about 300 a cell. */
  constructor(raising: Raising, maxPixels: number, maxCells: number) {
    this.#raising = raising
    this.#raiser = new CellRaiser(maxCells)
    this.#trust = new GuideTrust(this.#raiser, maxCells)
    this.#cells = new Float32Array(maxCells)
    this.#weights = new Float32Array(maxCells)
    this.#colours = new Float32Array(maxPixels * 3)
    this.#smooth = new Float32Array(maxPixels)
    this.#guided = new Float32Array(maxPixels)
    this.#mix = new Float32Array(maxPixels)
  }

  /** The tile's alpha, 0 to 1, in a buffer that the next call overwrites: only that of the band's cells. */
  raise(cells: CellTile['cells'], softness: number): { pixels: CellTile['pixels']; alpha: Float32Array } {
    const task = this.#load(cells, softness)
    const { tile, across, down, spans } = task
    this.#trust.weigh(task, this.#colours, this.#weights)
    const pixels = this.#raiser.prepare(task, this.#colours)
    this.#raiser.raiseSmooth(task, pixels, this.#smooth)
    this.#raiser.raiseGuided(task, pixels, this.#guided)
    const mix = this.#mix.fill(0)
    addCells(tile, across, down, this.#weights, mix, spans)
    for (let i = 0; i < (tile.pixels.right - tile.pixels.left) * (tile.pixels.bottom - tile.pixels.top); i++) {
      const smooth = this.#smooth[i] ?? 0
      mix[i] = smooth + (mix[i] ?? 0) * ((this.#guided[i] ?? 0) - smooth)
    }
    return { pixels: tile.pixels, alpha: mix }
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
    const task = this.#load(cells, 0.5)
    this.#trust.weigh(task, this.#colours, this.#weights)
    const count = (cells.right - cells.left) * (cells.bottom - cells.top)
    let trusted = 0
    for (let i = 0; i < count; i++) trusted += this.#weights[i] ?? 0
    const pixels = this.#raiser.prepare(task, this.#colours)
    const missed = softnesses.map((softness) =>
      this.#raiser.raiseGuided({ ...task, softness }, pixels, this.#guided, plainPace(rounds), this.#weights),
    )
    return { missed, trusted }
  }

  #load(cells: CellTile['cells'], softness: number): RaiseTask {
    const { mask, band, across, down } = this.#raising
    const [left, right] = across.pixelsOf(cells.left, cells.right)
    const [top, bottom] = down.pixelsOf(cells.top, cells.bottom)
    const [columns, rows] = [cells.right - cells.left, cells.bottom - cells.top]
    const marks = new Uint8Array(columns * rows)
    for (let row = 0; row < rows; row++) {
      const from = (cells.top + row) * mask.width + cells.left
      this.#cells.set(mask.data.subarray(from, from + columns), row * columns)
      marks.set(band.subarray(from, from + columns), row * columns)
    }
    const tile = { cells, pixels: { left, right, top, bottom } }
    const spans = spansOf(marks, columns, rows)
    this.#loadColours(tile, spans)
    return { tile, across, down, mask: this.#cells, spans, softness }
  }

  /** Reads the colours of the cells that windows may reach, those of the trial at half the scale included. */
  #loadColours({ cells, pixels }: CellTile, spans: CellSpans): void {
    const { photo, across, down } = this.#raising
    const [columns, rows] = [cells.right - cells.left, cells.bottom - cells.top]
    let reached = spans
    for (let step = 0; step < reachCells; step++) reached = spansOf(marksAround(reached, columns, rows), columns, rows)
    const width = pixels.right - pixels.left
    const colours = this.#colours
    for (let s = 0; s < reached.length; s += 3) {
      const row = cells.top + (reached[s] ?? 0)
      const [left, right] = across.pixelsOf(cells.left + (reached[s + 1] ?? 0), cells.left + (reached[s + 2] ?? 0))
      const [top, bottom] = down.pixelsOf(row, row + 1)
      for (let y = top; y < bottom; y++) {
        let i = ((y - pixels.top) * width + left - pixels.left) * 3
        for (let p = (y * photo.width + left) * 4; p < (y * photo.width + right) * 4; p += 4, i += 3) {
          colours[i] = (photo.data[p] ?? 0) / 255
          colours[i + 1] = (photo.data[p + 1] ?? 0) / 255
          colours[i + 2] = (photo.data[p + 2] ?? 0) / 255
        }
      }
    }
  }
}
