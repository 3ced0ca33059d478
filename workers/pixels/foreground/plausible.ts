import { Miscalculation } from '#workers/pixels/miscalculation.ts'

/** How far, 0 to 1, a colour at the end of the range may be from any that could explain the photo. */
const slack = 0.25
/** So many impossible colours may be accidents of a mask that fits badly: a number, and a share of the soft pixels. */
const forgiven = { count: 16, share: 0.01 }

/** Looks at estimated colours as they are made, and throws a `Miscalculation` where they cannot be: a black rim must never pass for a finished cutout. */
export class PlausibleColours {
  #soft = 0
  #impossible = 0

  /**
   * Takes one soft pixel: its alpha (0 to 1), the photo's pixel (RGBA bytes) at `at`, and the estimated colour (0 to 1) at `from`.
   * Any background between black and white may lie behind, so only what lies beyond all of them counts.
   */
  take(alpha: number, photo: Uint8Array | Uint8ClampedArray, at: number, estimate: Float32Array, from: number): void {
    this.#soft += 1
    let low = 0
    let high = 0
    for (let c = 0; c < 3; c++) {
      const colour = estimate[from + c] ?? 0
      // Also true of what is not a number.
      if (!(colour >= 0 && colour <= 1)) throw new Miscalculation('a colour of the edge is not a number')
      const behind = (photo[at + c] ?? 0) / 255 - alpha * colour
      if (colour === 0 && behind > 1 - alpha + slack) low += 1
      if (colour === 1 && behind < -slack) high += 1
    }
    if (low === 3 || high === 3) this.#impossible += 1
  }

  /** Judges all that was taken. */
  judge(): void {
    if (this.#impossible > forgiven.count + forgiven.share * this.#soft)
      throw new Miscalculation(`${this.#impossible} of ${this.#soft} colours of the edge contradict the photo`)
  }
}
