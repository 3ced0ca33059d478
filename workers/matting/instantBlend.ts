import type { Rect, Size } from '#core/geometry.ts'

/** A weighted mean of the masks that several overlapping views gave. */
export class Blend {
  readonly #size: Size
  readonly #sum: Float32Array
  readonly #weight: Float32Array

  constructor(size: Size) {
    this.#size = size
    this.#sum = new Float32Array(size.width * size.height)
    this.#weight = new Float32Array(size.width * size.height)
  }

  /**
   * Adds a mask of `side` x `side` values that shows this rectangle of the photo. Its weight fades to nothing towards those
   * edges of the rectangle that lie inside the photo, over `fade` of its width and height, so that no seam shows.
   */
  add(mask: Float32Array, side: number, rect: Rect, { weight = 1, fade = 0.1 } = {}): void {
    const { width, height } = this.#size
    const across = samples(width, rect.x, rect.width, side, fade)
    const down = samples(height, rect.y, rect.height, side, fade)
    for (const { at: y, low: top, part: down1, fade: fadeY } of down) {
      const bottom = Math.min(side - 1, top + 1)
      for (const { at: x, low: left, part, fade: fadeX } of across) {
        const right = Math.min(side - 1, left + 1)
        const above = mix(mask[top * side + left], mask[top * side + right], part)
        const below = mix(mask[bottom * side + left], mask[bottom * side + right], part)
        const share = weight * fadeX * fadeY
        const pixel = y * width + x
        this.#sum[pixel] = (this.#sum[pixel] ?? 0) + share * (above + (below - above) * down1)
        this.#weight[pixel] = (this.#weight[pixel] ?? 0) + share
      }
    }
  }

  /** The mean; 0 where no view reached. */
  mean(): Float32Array {
    return this.#sum.map((sum, i) => {
      const weight = this.#weight[i] ?? 0
      return weight > 0 ? sum / weight : 0
    })
  }
}

interface Sample {
  /** Pixel of the photo. */
  at: number
  /** The mask's value before it, and how far it is towards the next. */
  low: number
  part: number
  fade: number
}

/** Where the photo's pixels of one axis lie in a view. */
function samples(size: number, from: number, length: number, side: number, fade: number): Sample[] {
  const found: Sample[] = []
  const isOpenStart = from > 0
  const isOpenEnd = from + length < size
  for (let at = Math.max(0, Math.floor(from)); at < Math.min(size, Math.ceil(from + length)); at++) {
    const share = (at + 0.5 - from) / length
    if (share < 0 || share > 1) continue
    const place = Math.min(side - 1, Math.max(0, share * side - 0.5))
    const low = Math.floor(place)
    const start = isOpenStart ? share / fade : 1
    const end = isOpenEnd ? (1 - share) / fade : 1
    found.push({ at, low, part: place - low, fade: Math.max(1e-3, Math.min(1, start, end)) })
  }
  return found
}

function mix(from = 0, to = 0, part: number): number {
  return from + (to - from) * part
}
