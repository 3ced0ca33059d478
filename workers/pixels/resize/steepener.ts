import type { Size } from '#core/geometry.ts'
import type { RgbaRaster } from '#workers/pixels/raster.ts'
import { neighbourRange } from './neighbourRange.ts'

/**
 * Makes edges of alpha as steep in new pixels as they were in old ones: between the alphas that are found around a place, the more they differ, the more what the
 * filter made is drawn away from their middle. What is soft over many pixels has neighbours that hardly differ, and stays as it is.
 */
export class Steepener {
  readonly #least: Uint8Array
  readonly #most: Uint8Array
  readonly #width: number
  readonly #height: number
  readonly #times: number
  /** Of each new column: the old one at its left, how far the one at its right is, and that one's share. */
  readonly #left: Int32Array
  readonly #right: Uint8Array
  readonly #share: Float32Array
  readonly #down: number
  #above = 0
  #below = 0
  #part = 0

  constructor(picture: RgbaRaster, to: Size) {
    const { least, most } = neighbourRange(picture, 3)
    this.#least = least
    this.#most = most
    this.#width = picture.width
    this.#height = picture.height
    this.#times = Math.sqrt((to.width * to.height) / (picture.width * picture.height))
    this.#down = picture.height / to.height
    this.#left = new Int32Array(to.width)
    this.#right = new Uint8Array(to.width)
    this.#share = new Float32Array(to.width)
    for (let x = 0; x < to.width; x += 1) {
      const place = Math.max(0, ((x + 0.5) * picture.width) / to.width - 0.5)
      const left = Math.min(picture.width - 1, Math.floor(place))
      this.#left[x] = left
      this.#right[x] = left + 1 < picture.width ? 1 : 0
      this.#share[x] = place - left
    }
  }

  /** Goes to this row of the new picture. */
  enter(y: number): void {
    const place = Math.max(0, (y + 0.5) * this.#down - 0.5)
    const above = Math.min(this.#height - 1, Math.floor(place))
    this.#above = above * this.#width
    this.#below = Math.min(this.#height - 1, above + 1) * this.#width
    this.#part = place - above
  }

  /** The alpha at column `x` of this row, of what the filter made there; both 0 to 255. */
  at(x: number, filtered: number): number {
    const [least, most] = [this.#least, this.#most]
    const left = this.#left[x] ?? 0
    const right = left + (this.#right[x] ?? 0)
    const [one, two, three, four] = [this.#above + left, this.#above + right, this.#below + left, this.#below + right]
    const low = least[one] ?? 0
    // By far the most pixels lie within the subject or beside it.
    if (low === most[one] && low === least[two] && low === most[two])
      if (low === least[three] && low === most[three] && low === least[four] && low === most[four]) return low
    const [u, v] = [this.#share[x] ?? 0, this.#part]
    const bottom =
      (low * (1 - u) + (least[two] ?? 0) * u) * (1 - v) + ((least[three] ?? 0) * (1 - u) + (least[four] ?? 0) * u) * v
    const top =
      ((most[one] ?? 0) * (1 - u) + (most[two] ?? 0) * u) * (1 - v) +
      ((most[three] ?? 0) * (1 - u) + (most[four] ?? 0) * u) * v
    const middle = (bottom + top) / 2
    const gain = 1 + ((this.#times - 1) * (top - bottom)) / 255
    return Math.min(top, Math.max(bottom, middle + (filtered - middle) * gain))
  }
}
