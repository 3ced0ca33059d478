import type { quantize } from 'gifenc'

/** From this alpha on a pixel is seen. GIF knows only seen and not seen. */
export const seenFrom = 128

/** Pixels that the palette is made from, at most. */
const sampledPixels = 1024 * 1024

/** The colours of a GIF, and which of them is nearest to any colour. */
export class GifPalette {
  /** Red, green and blue, 0 to 255. The first stands for "nothing" where `hasNothing`. */
  readonly colours: number[][]
  readonly hasNothing: boolean
  /** Whether every seen pixel has its own colour in the palette. */
  readonly isExact: boolean
  readonly #exact: Map<number, number>
  /** Index of the nearest colour + 1 for colours of 6 bits a channel, 0 where not yet looked for. */
  readonly #nearest = new Uint16Array(1 << 18)

  /** @param pixels straight RGBA, 0 to 255 */
  constructor(pixels: Uint8Array, reduce: typeof quantize) {
    const { seen, hasUnseen, distinct } = study(pixels)
    this.hasNothing = hasUnseen
    const room = hasUnseen ? 255 : 256
    const first = hasUnseen ? [[0, 0, 0]] : []
    this.isExact = distinct !== undefined && distinct.length <= room
    const colours =
      distinct !== undefined && this.isExact
        ? distinct.map((value) => [value >> 16, (value >> 8) & 255, value & 255])
        : reduce(seen, room, { format: 'rgb565' }).map((colour) => colour.slice(0, 3))
    this.colours = [...first, ...colours]
    // A table of no colours cannot be written.
    if (this.colours.length === 0) this.colours.push([0, 0, 0])
    this.#exact = new Map((this.isExact ? (distinct ?? []) : []).map((value, at) => [value, at + first.length]))
  }

  /** Index of the colour that is nearest to this one, whose channels are whole numbers from 0 to 255. */
  nearest(red: number, green: number, blue: number): number {
    if (this.isExact) return this.#exact.get((red << 16) | (green << 8) | blue) ?? 0
    const cell = ((red >> 2) << 12) | ((green >> 2) << 6) | (blue >> 2)
    const known = this.#nearest[cell] ?? 0
    if (known > 0) return known - 1
    const found = this.#search(red | 2, green | 2, blue | 2)
    this.#nearest[cell] = found + 1
    return found
  }

  #search(red: number, green: number, blue: number): number {
    let best = 0
    let least = Number.POSITIVE_INFINITY
    for (let index = this.hasNothing ? 1 : 0; index < this.colours.length; index += 1) {
      const [r = 0, g = 0, b = 0] = this.colours[index] ?? []
      // Eyes see differences of green best, of blue least.
      const distance = 3 * (r - red) ** 2 + 6 * (g - green) ** 2 + 2 * (b - blue) ** 2
      if (distance >= least) continue
      least = distance
      best = index
    }
    return best
  }
}

/** The seen pixels, evenly picked where there are many, whether any is not seen, and the distinct colours unless there are more than 256. */
function study(pixels: Uint8Array): { seen: Uint8Array; hasUnseen: boolean; distinct: number[] | undefined } {
  let count = 0
  let distinct: Set<number> | undefined = new Set()
  for (let at = 0; at < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < seenFrom) continue
    count += 1
    if (distinct === undefined) continue
    distinct.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0))
    if (distinct.size > 256) distinct = undefined
  }
  const step = Math.max(1, Math.ceil(count / sampledPixels))
  const seen = new Uint8Array(Math.ceil(count / step) * 4)
  let met = 0
  for (let at = 0; at < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < seenFrom) continue
    if (met % step === 0) seen.set(pixels.subarray(at, at + 4), (met / step) * 4)
    met += 1
  }
  return { seen, hasUnseen: count * 4 < pixels.length, distinct: distinct && [...distinct].sort((a, b) => a - b) }
}
