/**
 * How the pixels of one axis lie on the cells of a coarser grid over the same length: cell c covers the photo from c * factor to (c + 1) * factor,
 * and factors need not be whole.
 */
export class CellAxis {
  readonly pixels: number
  readonly cells: number
  /** Pixels in a cell, 1 or more. */
  readonly factor: number
  /** For each pixel, the first of the two cells whose centres lie around its own, for linear interpolation. */
  readonly below: Int32Array
  /** For each pixel, the share of the second cell (`below` + 1, or `below` again at the ends), 0 to 1. */
  readonly share: Float32Array
  /** For each pixel, the cell that holds its start. */
  readonly cell: Int32Array
  /** For each pixel, the part of it that lies in `cell`; the rest lies in the next one. */
  readonly inside: Float32Array
  /** For each pixel, where its centre lies between the cell's start (0) and its end (1). */
  readonly within: Float32Array
  /** For each cell, the first pixel whose `cell` it is; one entry more for the end. */
  readonly start: Int32Array
  /** For each cell, the first pixel that touches it, how much of that lies in it, and how much of its last one does. */
  readonly first: Int32Array
  readonly firstShare: Float32Array
  readonly lastShare: Float32Array

  /** Throws a RangeError when there are more cells than pixels. */
  constructor(pixels: number, cells: number) {
    if (cells > pixels) throw new RangeError(`${cells} cells cannot lie on ${pixels} pixels`)
    this.pixels = pixels
    this.cells = cells
    this.factor = pixels / cells
    this.below = new Int32Array(pixels)
    this.share = new Float32Array(pixels)
    this.cell = new Int32Array(pixels)
    this.inside = new Float32Array(pixels)
    this.within = new Float32Array(pixels)
    this.start = new Int32Array(cells + 1).fill(pixels)
    this.first = new Int32Array(cells)
    this.firstShare = new Float32Array(cells)
    this.lastShare = new Float32Array(cells)
    for (let i = 0; i < pixels; i++) {
      const at = Math.min(Math.max((i + 0.5) / this.factor - 0.5, 0), cells - 1)
      this.below[i] = Math.min(Math.floor(at), Math.max(cells - 2, 0))
      this.share[i] = cells < 2 ? 0 : at - (this.below[i] ?? 0)
      // A tiny nudge keeps whole factors whole: 3 * (7 / 3) may fall just short of 7.
      const cell = Math.min(Math.floor(i / this.factor + 1e-9), cells - 1)
      this.cell[i] = cell
      this.inside[i] = Math.min(1, Math.max((cell + 1) * this.factor - i, 0))
      this.within[i] = Math.min(Math.max((i + 0.5) / this.factor - cell, 0), 1)
      this.start[cell] = Math.min(this.start[cell] ?? i, i)
    }
    for (let cell = 0; cell < cells; cell++) {
      const [first, end] = this.pixelsOf(cell, cell + 1)
      this.first[cell] = first
      this.firstShare[cell] = this.shareOf(first, cell)
      this.lastShare[cell] = this.shareOf(end - 1, cell)
    }
  }

  /** How much of a pixel lies in a cell that it touches. */
  shareOf(pixel: number, cell: number): number {
    const inside = this.inside[pixel] ?? 0
    return this.cell[pixel] === cell ? inside : 1 - inside
  }

  /** The first pixel that touches this cell, and one past the last. */
  pixelsOf(firstCell: number, endCell: number): [number, number] {
    return [
      Math.max(0, Math.floor(firstCell * this.factor + 1e-9)),
      Math.min(this.pixels, Math.ceil(endCell * this.factor - 1e-9)),
    ]
  }
}
