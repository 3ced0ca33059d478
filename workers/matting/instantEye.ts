import type { Rect } from '#core/geometry.ts'
import { halved, lookAt, mirrored, type Planes } from './instantView.ts'

/** Side of the square that the network sees, in pixels. */
export const instantSide = 256

/** Runs the network: RGB 0 to 1 as three planes of `instantSide` squared in, alpha 0 to 1 of one plane out. */
export type RunInstant = (input: Float32Array) => Promise<Float32Array>

/** What the network says of a rectangle of the photo. */
export class Eye {
  readonly #photo: Planes
  readonly #half: Planes
  readonly #run: RunInstant
  /** The same rectangle is often looked at again, in another way. */
  #last: { rect: Rect; view: Float32Array } | undefined

  constructor(photo: Planes, run: RunInstant) {
    this.#photo = photo
    this.#half = halved(photo)
    this.#run = run
  }

  async look(rect: Rect): Promise<View> {
    return { rect, mask: await this.#run(this.#view(rect)) }
  }

  /** Looks with the photo mirrored; the mask is the right way round again. */
  async lookMirrored(rect: Rect): Promise<View> {
    const mask = await this.#run(mirrored(this.#view(rect), instantSide))
    return { rect, mask: mirrored(mask, instantSide) }
  }

  async lookInTheDark(rect: Rect): Promise<View> {
    return { rect, mask: await this.#run(this.#view(rect).map((value) => value * Math.sqrt(value))) }
  }

  #view(rect: Rect): Float32Array {
    if (this.#last?.rect !== rect) this.#last = { rect, view: this.#sample(rect) }
    // A run may hand its input over to another thread.
    return this.#last.view.slice()
  }

  /** A view that shrinks the photo by two or more is taken from its half, with a quarter of the work. */
  #sample({ x, y, width, height }: Rect): Float32Array {
    if (Math.min(width, height) < 2 * instantSide) {
      return lookAt(this.#photo, { x, y, width, height }, instantSide)
    }
    return lookAt(this.#half, { x: x / 2, y: y / 2, width: width / 2, height: height / 2 }, instantSide)
  }
}

/** What was seen in a rectangle: alpha 0 to 1, `instantSide` squared. */
export interface View {
  rect: Rect
  mask: Float32Array
}
