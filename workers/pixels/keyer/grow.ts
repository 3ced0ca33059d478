import { type BorderFit, forBorder } from './border.ts'
import { calmPixels, shrink } from './calm.ts'
import { closeHoles } from './islands.ts'
import { evaluate } from './polynomial.ts'
import type { Reduced } from './reduced.ts'

/** How far, in colour levels, the backdrop's colour may drift from the border's surface: a light spot behind the subject. */
const mostDrift = 34
/** The darkest shadow that still counts as backdrop, as a share of the backdrop's light. */
const darkestShadow = 0.35
/** Change, in colour levels, that is always followed, however far it leads: no edge of a subject is so soft. */
const gentle = 2
/** Islands of up to this share of the area are specks of grain within the backdrop. */
const speckle = 1e-4
/** Weight of a new pixel in the colour that is carried along while growing. */
const carry = 0.4
/** Half the width, as a share of the shorter side, of the narrowest gap that the backdrop grows through. */
const gapShare = 0.011

/**
 * Grows the backdrop over the reduced photo, from the border pixels that fit the surface inwards, as long as the colour
 * changes softly. So gradients, light spots and soft shadows (darker, same hue) become backdrop, while an edge stops it.
 *
 * First only a square that is calm all over may move, which does not fit through a gap in a faint outline; then the last few
 * pixels up to the outline are taken in. Narrow backdrop between leaves or letters is left to the keying at full size, which
 * compares with the surface found here.
 * @returns 1 where a pixel is backdrop, 0 elsewhere.
 */
export function growBackdrop(photo: Reduced, fit: BorderFit): Uint8Array {
  const { width, height } = photo
  const reach = Math.max(1, Math.round(Math.min(width, height) * gapShare))
  const calm = calmPixels(photo)
  const roomy = shrink(calm, width, height, reach)
  const growth = new Growth(photo, fit)
  growth.seed((at) => roomy[at] === 1)
  growth.spread((at) => roomy[at] === 1)
  growth.seed((at) => calm[at] === 1)
  growth.spread(() => true, reach + 3)
  closeHoles(growth.region, width, height, width * height * speckle)
  return growth.region
}

function placesOf(region: Uint8Array): number[] {
  const places: number[] = []
  for (let at = 0; at < region.length; at++) if (region[at] === 1) places.push(at)
  return places
}

class Growth {
  readonly region: Uint8Array
  readonly #photo: Reduced
  readonly #fit: BorderFit
  readonly #carried: readonly [Float32Array, Float32Array, Float32Array]
  readonly #step: number
  #front: number[] = []

  constructor(photo: Reduced, fit: BorderFit) {
    const area = photo.width * photo.height
    this.region = new Uint8Array(area)
    this.#photo = photo
    this.#fit = fit
    this.#carried = [new Float32Array(area), new Float32Array(area), new Float32Array(area)]
    this.#step = Math.min(9, Math.max(6, 3 * fit.spread))
  }

  /** Starts from the border pixels that are transparent or have the border's colour. */
  seed(allows: (at: number) => boolean): void {
    const { width, height, light, orange, green, weight } = this.#photo
    forBorder(width, height, (x, y) => {
      const at = y * width + x
      if (this.region[at] === 1) return
      const [l, o, g] = this.#expected(at)
      const distance = Math.hypot((light[at] ?? 0) - l, (orange[at] ?? 0) - o, (green[at] ?? 0) - g)
      if ((weight[at] ?? 0) < 0.5) this.#join(at, l, o, g)
      else if (distance <= this.#fit.tolerance && allows(at)) {
        this.#join(at, light[at] ?? 0, orange[at] ?? 0, green[at] ?? 0)
      }
    })
  }

  /** Spreads to all neighbours that may join, or `steps` pixels far. */
  spread(allows: (at: number) => boolean, steps = Number.POSITIVE_INFINITY): void {
    const { width, height } = this.#photo
    if (steps < Number.POSITIVE_INFINITY) this.#front = placesOf(this.region)
    for (let step = 0; step < steps && this.#front.length > 0; step++) {
      const front = this.#front
      this.#front = []
      for (const at of front) {
        const x = at % width
        if (x > 0) this.#visit(at - 1, at, allows)
        if (x < width - 1) this.#visit(at + 1, at, allows)
        if (at >= width) this.#visit(at - width, at, allows)
        if (at < width * (height - 1)) this.#visit(at + width, at, allows)
        if (steps === Number.POSITIVE_INFINITY) continue
        // Steps in eight directions, as a square was taken off the outline.
        if (x > 0 && at >= width) this.#visit(at - width - 1, at, allows)
        if (x < width - 1 && at >= width) this.#visit(at - width + 1, at, allows)
        if (x > 0 && at < width * (height - 1)) this.#visit(at + width - 1, at, allows)
        if (x < width - 1 && at < width * (height - 1)) this.#visit(at + width + 1, at, allows)
      }
    }
  }

  #visit(at: number, from: number, allows: (at: number) => boolean): void {
    if (this.region[at] !== 0 || !allows(at)) return
    const { light, orange, green, weight } = this.#photo
    const [lights, oranges, greens] = this.#carried
    const l = lights[from] ?? 0
    const o = oranges[from] ?? 0
    const g = greens[from] ?? 0
    if ((weight[at] ?? 0) < 0.5) {
      this.#join(at, l, o, g)
      return
    }
    const dl = (light[at] ?? 0) - l
    const dO = (orange[at] ?? 0) - o
    const dg = (green[at] ?? 0) - g
    const change = Math.sqrt(dl * dl + dO * dO + dg * dg)
    if (change > this.#step || (change > gentle && !this.#accepts(at))) return
    this.#join(at, l + carry * dl, o + carry * dO, g + carry * dg)
  }

  #join(at: number, l: number, o: number, g: number): void {
    this.region[at] = 1
    this.#carried[0][at] = l
    this.#carried[1][at] = o
    this.#carried[2][at] = g
    this.#front.push(at)
  }

  /** Whether a colour may be backdrop at all: near the border's surface, or its shadow. */
  #accepts(at: number): boolean {
    const { light, orange, green } = this.#photo
    const [l, o, g] = this.#expected(at)
    const hue = Math.hypot((orange[at] ?? 0) - o, (green[at] ?? 0) - g)
    if (Math.hypot((light[at] ?? 0) - l, hue) <= mostDrift) return true
    const shade = (light[at] ?? 0) / Math.max(1, l)
    if (shade > 1 || shade < darkestShadow) return false
    return Math.hypot((orange[at] ?? 0) - shade * o, (green[at] ?? 0) - shade * g) <= 8 + this.#fit.spread
  }

  #expected(at: number): [number, number, number] {
    const { width, height } = this.#photo
    const x = (2 * ((at % width) + 0.5)) / width - 1
    const y = (2 * (Math.floor(at / width) + 0.5)) / height - 1
    const [lightAt, orangeAt, greenAt] = this.#fit.polynomial.coefficients
    return [evaluate(lightAt, x, y), evaluate(orangeAt, x, y), evaluate(greenAt, x, y)]
  }
}
