import { CellAxis } from './cellAxis.ts'
import { blurCells } from './cellBlur.ts'
import { averageCells } from './cellGrid.ts'
import { CellPixels } from './cellPixels.ts'
import { type CellRaiser, plainPace, type RaiseTask } from './cellRaiser.ts'
import { spansOf } from './cellSpans.ts'

const spreadCells = 2
const smoothBias = 0.5
const sharpenRounds = 8
const trialRounds = 6

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

  /** Makes room for tiles of up to so many cells; the raiser has room for as many pixels. */
  constructor(raiser: CellRaiser, maxCells: number) {
    this.#raiser = raiser
    this.#sharp = new Float32Array(maxCells)
    this.#halved = new Float32Array(maxCells)
    this.#smooth = new Float32Array(maxCells)
    this.#guided = new Float32Array(maxCells)
    this.#colours = new Float32Array(maxCells * 3)
    this.#scratch = new Float32Array(maxCells)
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
    this.#reduceColours(new CellPixels(task.tile, task.across, task.down, task.spans), colours)
    this.#crop(this.#sharp, 1, columns, width, height)
    this.#crop(this.#colours, 3, columns, width, height)
    const trial = this.#halve(task, width, height)
    const trialPixels = this.#raiser.prepare(trial, this.#colours)
    this.#raiser.raiseSmooth(trial, trialPixels, this.#smooth)
    this.#raiser.raiseGuided(trial, trialPixels, this.#guided, plainPace(trialRounds))
    this.#compare(trial, width, height)
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

  /** Leaves the squares of what each way missed, and nothing where there was no trial. */
  #compare({ spans }: RaiseTask, width: number, height: number): void {
    const sharp = this.#sharp
    for (const found of [this.#smooth, this.#guided]) {
      for (let i = 0; i < width * height; i++) this.#scratch[i] = found[i] ?? 0
      found.fill(0)
      for (let s = 0; s < spans.length; s += 3) {
        const [row, from, to] = [2 * (spans[s] ?? 0), 2 * (spans[s + 1] ?? 0), 2 * (spans[s + 2] ?? 0)]
        for (const line of [row * width, (row + 1) * width])
          for (let i = line + from; i < line + to; i++) found[i] = ((this.#scratch[i] ?? 0) - (sharp[i] ?? 0)) ** 2
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
  #reduceColours({ columns, rows, width, starts, rowStarts }: CellPixels, colours: Float32Array): void {
    const means = this.#colours
    for (let row = 0, at = 0; row < rows; row++) {
      const [top, bottom] = [rowStarts[row] ?? 0, rowStarts[row + 1] ?? 0]
      for (let column = 0; column < columns; column++, at += 3) {
        const [left, right] = [starts[column] ?? 0, starts[column + 1] ?? 0]
        let [r, g, b] = [0, 0, 0]
        for (let y = top; y < bottom; y++) {
          for (let i = (y * width + left) * 3; i < (y * width + right) * 3; i += 3) {
            r += colours[i] ?? 0
            g += colours[i + 1] ?? 0
            b += colours[i + 2] ?? 0
          }
        }
        const share = 1 / ((bottom - top) * (right - left))
        means[at] = r * share
        means[at + 1] = g * share
        means[at + 2] = b * share
      }
    }
  }

  /** Leaves out an odd last column, in place. */
  #crop(cells: Float32Array, channels: number, columns: number, width: number, height: number): void {
    if (columns === width) return
    for (let y = 1; y < height; y++)
      cells.copyWithin(y * width * channels, y * columns * channels, (y * columns + width) * channels)
  }

  #halve({ spans }: RaiseTask, width: number, height: number): RaiseTask {
    const across = new CellAxis(width, width / 2)
    const down = new CellAxis(height, height / 2)
    const tile = {
      cells: { left: 0, right: width / 2, top: 0, bottom: height / 2 },
      pixels: { left: 0, right: width, top: 0, bottom: height },
    }
    averageCells(tile, across, down, this.#sharp, this.#halved)
    const marks = new Uint8Array((width / 2) * (height / 2))
    for (let s = 0; s < spans.length; s += 3) {
      const row = Math.min((spans[s] ?? 0) >> 1, height / 2 - 1) * (width / 2)
      marks.fill(1, row + ((spans[s + 1] ?? 0) >> 1), row + Math.min(((spans[s + 2] ?? 0) + 1) >> 1, width / 2))
    }
    return { tile, across, down, mask: this.#halved, spans: spansOf(marks, width / 2, height / 2), softness: 0 }
  }
}
