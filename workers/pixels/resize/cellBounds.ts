import type { RgbaRaster } from '#workers/pixels/raster.ts'

/** The colours that are seen among the four pixels around each place between two rows: what a filter makes there must lie between them. */
export class CellBounds {
  /** Three values for each cell; cell `x` lies between the pixels `x - 1` and `x`. Where nothing is seen the least is above the most. */
  readonly least: Uint8Array
  readonly most: Uint8Array
  readonly #part: RgbaRaster
  #row: number | undefined

  constructor(part: RgbaRaster) {
    this.#part = part
    this.least = new Uint8Array((part.width + 1) * 3)
    this.most = new Uint8Array((part.width + 1) * 3)
  }

  /** Looks at the cells between this row and the next; before the first and after the last there is that one alone. */
  lookAt(row: number): void {
    if (row === this.#row) return
    this.#row = row
    this.least.fill(255)
    this.most.fill(0)
    const { height } = this.#part
    const [upper, lower] = [Math.max(0, row), Math.min(height - 1, row + 1)]
    this.#add(upper)
    if (lower !== upper) this.#add(lower)
  }

  #add(row: number): void {
    const { width, data } = this.#part
    const { least, most } = this
    for (let x = 0, at = row * width * 4; x < width; x += 1, at += 4) {
      if (data[at + 3] === 0) continue
      for (let channel = 0; channel < 3; channel += 1) {
        const value = data[at + channel] ?? 0
        const place = x * 3 + channel
        // A pixel bounds the cells at its left and at its right.
        if (value < (least[place] ?? 0)) least[place] = value
        if (value > (most[place] ?? 0)) most[place] = value
        if (value < (least[place + 3] ?? 0)) least[place + 3] = value
        if (value > (most[place + 3] ?? 0)) most[place + 3] = value
      }
    }
  }
}
