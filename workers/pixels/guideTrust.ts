import { CellAxis } from './cellAxis.ts'
import { blurCells } from './cellBlur.ts'
import { averageCells } from './cellGrid.ts'
import type { CellRaiser, RaiseTask } from './cellRaiser.ts'

const spreadCells = 2
const smoothBias = 0.5
const sharpenRounds = 8

/**
 * Decides for each cell of a tile how far the photo's colours are to be trusted, by a trial one scale up: the mask is halved and raised again both ways,
 * with the photo reduced to cells as the guide, and whichever way finds more of the real mask wins nearby.
 */
export class GuideTrust {
  readonly #raiser: CellRaiser
  readonly #sharp: Float32Array
  readonly #halved: Float32Array
  readonly #smooth: Float32Array
  readonly #guided: Float32Array
  readonly #colours: Float32Array
  readonly #scratch: Float32Array
  readonly #sums: Float64Array

  /** Makes room for tiles of up to so many cells; the raiser has room for as many pixels. */
  constructor(raiser: CellRaiser, maxCells: number) {
    this.#raiser = raiser
    this.#sharp = new Float32Array(maxCells)
    this.#halved = new Float32Array(maxCells)
    this.#smooth = new Float32Array(maxCells)
    this.#guided = new Float32Array(maxCells)
    this.#colours = new Float32Array(maxCells * 3)
    this.#scratch = new Float32Array(maxCells)
    this.#sums = new Float64Array(maxCells)
  }

  /** Fills `trust` with 0 (smooth) to 1 (guided) for each cell of the tile. `colours` are the tile's pixels, three numbers each. */
  weigh(task: RaiseTask, colours: Float32Array, trust: Float32Array): void {
    const columns = task.tile.cells.right - task.tile.cells.left
    const rows = task.tile.cells.bottom - task.tile.cells.top
    const [width, height] = [columns & ~1, rows & ~1]
    if (width < 4 || height < 4) {
      trust.fill(0.5, 0, columns * rows)
      return
    }
    this.#sharpen(task, columns, rows)
    this.#reduceColours(task, colours, columns)
    this.#crop(this.#sharp, 1, columns, width, height)
    this.#crop(this.#colours, 3, columns, width, height)
    const trial = this.#halve(width, height)
    this.#raiser.raiseSmooth(trial, this.#smooth)
    this.#raiser.raiseGuided(trial, this.#colours, this.#guided)
    for (let i = 0; i < width * height; i++) {
      const truth = this.#sharp[i] ?? 0
      this.#smooth[i] = ((this.#smooth[i] ?? 0) - truth) ** 2
      this.#guided[i] = ((this.#guided[i] ?? 0) - truth) ** 2
    }
    blurCells(this.#smooth, this.#smooth, width, height, spreadCells, this.#scratch)
    blurCells(this.#guided, this.#guided, width, height, spreadCells, this.#scratch)
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const i = Math.min(y, height - 1) * width + Math.min(x, width - 1)
        const smoothMiss = ((this.#smooth[i] ?? 0) + 1e-7) ** 2
        const guidedMiss = ((this.#guided[i] ?? 0) * smoothBias + 1e-7) ** 2
        trust[y * columns + x] = smoothMiss / (smoothMiss + guidedMiss)
      }
    }
  }

  /** Takes the bleeding between cells back (Van Cittert), so that the trial sees edges as sharp as they are. */
  #sharpen({ mask, softness }: RaiseTask, columns: number, rows: number): void {
    const [sharp, blurred] = [this.#sharp, this.#halved]
    for (let i = 0; i < columns * rows; i++) sharp[i] = mask[i] ?? 0
    for (let round = 0; softness > 0 && round < sharpenRounds; round++) {
      blurCells(sharp, blurred, columns, rows, softness, this.#scratch)
      for (let i = 0; i < columns * rows; i++)
        sharp[i] = Math.min(1, Math.max(0, (sharp[i] ?? 0) + (mask[i] ?? 0) - (blurred[i] ?? 0)))
    }
  }

  /** Mean colour of the pixels that start in each cell. */
  #reduceColours({ tile, across, down }: RaiseTask, colours: Float32Array, columns: number): void {
    const [means, counts] = [this.#colours, this.#scratch]
    means.fill(0)
    counts.fill(0)
    let i = 0
    for (let y = tile.pixels.top; y < tile.pixels.bottom; y++) {
      const row = Math.max((down.cell[y] ?? 0) - tile.cells.top, 0) * columns
      for (let x = tile.pixels.left; x < tile.pixels.right; x++, i += 3) {
        const cell = row + Math.max((across.cell[x] ?? 0) - tile.cells.left, 0)
        counts[cell] = (counts[cell] ?? 0) + 1
        means[cell * 3] = (means[cell * 3] ?? 0) + (colours[i] ?? 0)
        means[cell * 3 + 1] = (means[cell * 3 + 1] ?? 0) + (colours[i + 1] ?? 0)
        means[cell * 3 + 2] = (means[cell * 3 + 2] ?? 0) + (colours[i + 2] ?? 0)
      }
    }
    for (let c = 0; c < means.length; c++) means[c] = (means[c] ?? 0) / Math.max(counts[Math.floor(c / 3)] ?? 0, 1)
  }

  /** Leaves out an odd last column, in place. */
  #crop(cells: Float32Array, channels: number, columns: number, width: number, height: number): void {
    if (columns === width) return
    for (let y = 1; y < height; y++)
      cells.copyWithin(y * width * channels, y * columns * channels, (y * columns + width) * channels)
  }

  #halve(width: number, height: number): RaiseTask {
    const across = new CellAxis(width, width / 2)
    const down = new CellAxis(height, height / 2)
    const tile = {
      cells: { left: 0, right: width / 2, top: 0, bottom: height / 2 },
      pixels: { left: 0, right: width, top: 0, bottom: height },
    }
    averageCells(tile, across, down, this.#sharp, this.#halved, this.#sums)
    return { tile, across, down, mask: this.#halved, softness: 0 }
  }
}
