import type { ColourSpace } from '#core/cut.ts'
import { type Matrix, product, type Triple, transformed } from '#workers/colour/matrix.ts'
import { labOf, oklabOf } from '#workers/colour/oklab.ts'
import { cube, cubeRoot } from './cubeRoot.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'
import type { SmallGround } from './smallGround.ts'

/** Mean and standard deviation of each of Oklab's three numbers. */
interface Statistics {
  mean: Triple
  deviation: Triple
}

/** So many pixels of the subject are enough to know its colours. */
const enough = 60_000

/** How far lightness may be moved, and deviations be stretched or pressed: a plain ground has none, and must not make the subject plain. */
const most = { lightness: 0.12, stretch: 1.25 } as const

/**
 * Gives a subject the colours behind it, in place: mean and deviation of its pixels are brought towards those of the ground (Reinhard, Ashikhmin, Gooch and
 * Shirley, Color Transfer between Images, 2001), here in Oklab and within limits. Alpha stays.
 * @param strength 0 to 1
 */
export function matchColours(
  pixels: Uint8ClampedArray,
  ground: SmallGround,
  space: ColourSpace,
  strength: number,
): void {
  const lab = oklabOf(space)
  const to = (colour: Triple) => labOf(colour, lab)
  const own = ofSubject(pixels, to)
  const wanted = ofGround(ground, to)
  if (own === undefined || wanted === undefined) return
  const shift = [0, 1, 2].map((index) => {
    const change = (wanted.mean[index] ?? 0) - (own.mean[index] ?? 0)
    return strength * (index === 0 ? Math.min(most.lightness, Math.max(-most.lightness, change)) : change)
  })
  const stretch = [0, 1, 2].map((index) => {
    const ratio = (wanted.deviation[index] ?? 0) / Math.max(1e-4, own.deviation[index] ?? 0)
    return 1 + strength * (Math.min(most.stretch, Math.max(1 / most.stretch, ratio)) - 1)
  })
  const diagonal: Matrix = [
    [stretch[0] ?? 1, 0, 0],
    [0, stretch[1] ?? 1, 0],
    [0, 0, stretch[2] ?? 1],
  ]
  // All of it between the cube roots and the cubes is one matrix and a step.
  const matrix = product(lab.roots, product(diagonal, lab.opponents))
  const kept = (index: 0 | 1 | 2) => own.mean[index] * (1 - (stretch[index] ?? 1)) + (shift[index] ?? 0)
  const step = transformed(lab.roots, [kept(0), kept(1), kept(2)])
  recolour(pixels, lab.cones, matrix, step, lab.colours)
}

/** Written out in numbers: a large subject has millions of pixels. */
function recolour(pixels: Uint8ClampedArray, cones: Matrix, between: Matrix, step: Triple, colours: Matrix): void {
  const [[a0, a1, a2], [a3, a4, a5], [a6, a7, a8]] = cones
  const [[b0, b1, b2], [b3, b4, b5], [b6, b7, b8]] = between
  const [[c0, c1, c2], [c3, c4, c5], [c6, c7, c8]] = colours
  const [step0, step1, step2] = step
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) continue
    const red = linearOfByte(pixels[at] ?? 0)
    const green = linearOfByte(pixels[at + 1] ?? 0)
    const blue = linearOfByte(pixels[at + 2] ?? 0)
    const l = cubeRoot(a0 * red + a1 * green + a2 * blue)
    const m = cubeRoot(a3 * red + a4 * green + a5 * blue)
    const s = cubeRoot(a6 * red + a7 * green + a8 * blue)
    const long = cube(b0 * l + b1 * m + b2 * s + step0)
    const middle = cube(b3 * l + b4 * m + b5 * s + step1)
    const short = cube(b6 * l + b7 * m + b8 * s + step2)
    pixels[at] = byteOfLinear(c0 * long + c1 * middle + c2 * short)
    pixels[at + 1] = byteOfLinear(c3 * long + c4 * middle + c5 * short)
    pixels[at + 2] = byteOfLinear(c6 * long + c7 * middle + c8 * short)
  }
}

function lightOf(pixels: Uint8ClampedArray, at: number): Triple {
  return [linearOfByte(pixels[at] ?? 0), linearOfByte(pixels[at + 1] ?? 0), linearOfByte(pixels[at + 2] ?? 0)]
}

function ofSubject(pixels: Uint8ClampedArray, to: (colour: Triple) => Triple): Statistics | undefined {
  const step = Math.max(1, Math.floor(pixels.length / 4 / enough / 4))
  const sums = new Sums()
  for (let at = 0; at < pixels.length; at += 4 * step) {
    const weight = pixels[at + 3] ?? 0
    if (weight > 0) sums.add(to(lightOf(pixels, at)), weight)
  }
  return sums.statistics()
}

function ofGround({ light }: SmallGround, to: (colour: Triple) => Triple): Statistics | undefined {
  const sums = new Sums()
  for (let at = 0; at < light.length; at += 4) {
    const depth = light[at + 3] ?? 0
    if (depth <= 0) continue
    sums.add(to([(light[at] ?? 0) / depth, (light[at + 1] ?? 0) / depth, (light[at + 2] ?? 0) / depth]), depth)
  }
  return sums.statistics()
}

class Sums {
  #weight = 0
  readonly #first = new Float64Array(3)
  readonly #second = new Float64Array(3)

  add(value: Triple, weight: number): void {
    this.#weight += weight
    for (let index = 0; index < 3; index += 1) {
      const own = value[index] ?? 0
      this.#first[index] = (this.#first[index] ?? 0) + weight * own
      this.#second[index] = (this.#second[index] ?? 0) + weight * own * own
    }
  }

  /** Nothing, where nothing was added. */
  statistics(): Statistics | undefined {
    if (this.#weight === 0) return undefined
    const mean = (index: number) => (this.#first[index] ?? 0) / this.#weight
    const deviation = (index: number) =>
      Math.sqrt(Math.max(0, (this.#second[index] ?? 0) / this.#weight - mean(index) ** 2))
    return { mean: [mean(0), mean(1), mean(2)], deviation: [deviation(0), deviation(1), deviation(2)] }
  }
}
