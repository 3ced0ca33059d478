import type { Rect } from '#core/geometry.ts'
import { nanoSide } from '#core/nano.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { type AlphaPlane, type RgbaPixels, resizeToPlanes } from '#workers/pixels/resize/resize.ts'
import type { RunNano } from './nanoRun.ts'

/** What the network says of a photo, or of a part of it, squeezed into its square. */
export class Eye {
  readonly #photo: RgbaPixels
  readonly #run: RunNano

  constructor(photo: RgbaPixels, run: RunNano) {
    this.#photo = photo
    this.#run = run
  }

  /** Looks at a part of the photo, in its pixels; at all of it when left out. */
  async look(part?: Rect): Promise<Outcome<AlphaPlane>> {
    return await this.#run(this.#input(part))
  }

  /** Looks at all of the photo, and at its mirror image once that is asked for. */
  async lookTwice(): Promise<Outcome<{ plain: AlphaPlane; looks: Looks }>> {
    const input = this.#input(undefined)
    // A run may hand its input over to another thread.
    const turned = mirrored(input)
    const plain = await this.#run(input)
    if (!plain.ok) return plain
    const looks = async (): Promise<Outcome<View>> => {
      const mirror = await this.#run(turned)
      if (!mirror.ok) return mirror
      return success({ plain: plain.value, mirror: { ...mirror.value, data: mirrored(mirror.value.data) } })
    }
    return success({ plain: plain.value, looks })
  }

  #input(part: Rect | undefined): Float32Array {
    const seen = part === undefined ? this.#photo : cropped(this.#photo, part)
    const input = resizeToPlanes(seen, { width: nanoSide, height: nanoSide })
    for (let at = 0; at < input.length; at++) input[at] = 2 * (input[at] ?? 0) - 1
    return input
  }
}

/** What was seen, alpha 0 to 1, `nanoSide` squared each. */
export interface View {
  plain: AlphaPlane
  /** Of the mirrored photo, turned back: where it differs, the network does not know what it sees. */
  mirror: AlphaPlane
}

/** Has the mirror image looked at, once: for telling how far a mask can be trusted, so it may come after the mask. Fails as the network's runs do. */
export type Looks = () => Promise<Outcome<View>>

/** The mean of both: less exact than the plain one, but sure of fewer things that are not so. */
export function meanOf({ plain, mirror }: View): AlphaPlane {
  return { ...plain, data: plain.data.map((alpha, at) => (alpha + (mirror.data[at] ?? 0)) / 2) }
}

/** Planes of rows of `nanoSide` values, each row turned round. */
function mirrored(values: Float32Array): Float32Array {
  const turned = values.slice()
  for (let start = 0; start < turned.length; start += nanoSide) turned.subarray(start, start + nanoSide).reverse()
  return turned
}

/** A copy of a part of the photo, which lies within it. */
export function cropped({ width, data }: RgbaPixels, part: Rect): RgbaPixels {
  const pixels = new Uint8Array(4 * part.width * part.height)
  for (let row = 0; row < part.height; row++) {
    const start = 4 * ((part.y + row) * width + part.x)
    pixels.set(data.subarray(start, start + 4 * part.width), 4 * row * part.width)
  }
  return { width: part.width, height: part.height, data: pixels }
}
