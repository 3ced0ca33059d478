import { type MattingGrid, mattingLaplacian, stencilOffsets, stencilSize } from './laplacian.ts'

/** Finds the unknown alphas of a grid by conjugate gradients, preconditioned by a symmetric Gauss-Seidel sweep. */
export class MattingSolver {
  readonly #grid: MattingGrid
  readonly #stencils: Float32Array
  readonly #offsets: Int32Array
  /** The unknown pixels, in order. */
  readonly #pixels: Int32Array
  readonly #residual: Float64Array
  readonly #direction: Float64Array
  readonly #image: Float64Array
  readonly #preconditioned: Float64Array
  #strength = 0
  #goal = 0

  constructor(grid: MattingGrid, tolerance: number) {
    this.#grid = grid
    this.#stencils = mattingLaplacian(grid)
    this.#offsets = stencilOffsets(grid.width)
    const pixels: number[] = []
    for (let i = 0; i < grid.unknown.length; i++) if (grid.unknown[i] === 1) pixels.push(i)
    this.#pixels = Int32Array.from(pixels)
    const size = grid.unknown.length
    this.#residual = new Float64Array(size)
    this.#direction = new Float64Array(size)
    this.#image = new Float64Array(size)
    this.#preconditioned = new Float64Array(size)
    this.#start(tolerance)
  }

  /** How many alphas are to be found. */
  get unknowns(): number {
    return this.#pixels.length
  }

  /** Goes on for so many rounds at most; says whether the alphas are found as closely as wanted. */
  iterate(rounds: number): boolean {
    const [pixels, residual, direction, image, preconditioned] = [
      this.#pixels,
      this.#residual,
      this.#direction,
      this.#image,
      this.#preconditioned,
    ]
    const alpha = this.#grid.alpha
    for (let round = 0; round < rounds; round++) {
      if (this.#strength <= this.#goal) return true
      this.#multiply()
      let curvature = 0
      for (const i of pixels) curvature += (direction[i] ?? 0) * (image[i] ?? 0)
      if (curvature <= 0) return true
      const step = this.#strength / curvature
      for (const i of pixels) {
        alpha[i] = (alpha[i] ?? 0) + step * (direction[i] ?? 0)
        residual[i] = (residual[i] ?? 0) - step * (image[i] ?? 0)
      }
      const before = this.#strength
      this.#strength = this.#precondition()
      const keep = this.#strength / before
      for (const i of pixels) direction[i] = (preconditioned[i] ?? 0) + keep * (direction[i] ?? 0)
    }
    return this.#strength <= this.#goal
  }

  /** Residual of the first guess: what the known alphas and the guess leave. */
  #start(tolerance: number): void {
    const { alpha } = this.#grid
    const [residual, stencils, offsets] = [this.#residual, this.#stencils, this.#offsets]
    const end = alpha.length - (offsets[stencilSize - 1] ?? 0)
    for (let i = 0, s = 0; i < end; i++, s += stencilSize) {
      const value = alpha[i] ?? 0
      let sum = (stencils[s] ?? 0) * value
      for (let k = 1; k < stencilSize; k++) {
        const weight = stencils[s + k] ?? 0
        const other = i + (offsets[k] ?? 0)
        sum += weight * (alpha[other] ?? 0)
        residual[other] = (residual[other] ?? 0) - weight * value
      }
      residual[i] = (residual[i] ?? 0) - sum
    }
    const { guess, trust } = this.#grid
    for (const i of this.#pixels) {
      residual[i] = (residual[i] ?? 0) + trust * ((guess[i] ?? 0) - (alpha[i] ?? 0))
      stencils[i * stencilSize] = (stencils[i * stencilSize] ?? 0) + trust
    }
    this.#strength = this.#precondition()
    for (const i of this.#pixels) this.#direction[i] = this.#preconditioned[i] ?? 0
    this.#goal = tolerance * tolerance * this.#pixels.length
  }

  /** image = Laplacian * direction, over the unknown pixels. */
  #multiply(): void {
    const [pixels, direction, image, stencils, offsets] = [
      this.#pixels,
      this.#direction,
      this.#image,
      this.#stencils,
      this.#offsets,
    ]
    image.fill(0)
    for (const i of pixels) {
      const s = i * stencilSize
      const value = direction[i] ?? 0
      let sum = (stencils[s] ?? 0) * value
      for (let k = 1; k < stencilSize; k++) {
        const weight = stencils[s + k] ?? 0
        const other = i + (offsets[k] ?? 0)
        sum += weight * (direction[other] ?? 0)
        image[other] = (image[other] ?? 0) + weight * value
      }
      image[i] = (image[i] ?? 0) + sum
    }
  }

  /** Solves (D + L) D^-1 (D + L^T) z = residual and gives back residual . z. */
  #precondition(): number {
    const [pixels, residual, z, stencils, offsets] = [
      this.#pixels,
      this.#residual,
      this.#preconditioned,
      this.#stencils,
      this.#offsets,
    ]
    const { unknown } = this.#grid
    const pending = this.#image
    pending.fill(0)
    for (const i of pixels) {
      const s = i * stencilSize
      const value = ((residual[i] ?? 0) - (pending[i] ?? 0)) / diagonalOf(stencils[s] ?? 0)
      z[i] = value
      for (let k = 1; k < stencilSize; k++) {
        const other = i + (offsets[k] ?? 0)
        pending[other] = (pending[other] ?? 0) + (stencils[s + k] ?? 0) * value
      }
    }
    let product = 0
    for (let p = pixels.length - 1; p >= 0; p--) {
      const i = pixels[p] ?? 0
      const s = i * stencilSize
      let sum = 0
      for (let k = 1; k < stencilSize; k++) {
        const other = i + (offsets[k] ?? 0)
        if (unknown[other] === 1) sum += (stencils[s + k] ?? 0) * (z[other] ?? 0)
      }
      const value = (z[i] ?? 0) - sum / diagonalOf(stencils[s] ?? 0)
      z[i] = value
      product += value * (residual[i] ?? 0)
    }
    return product
  }
}

/** A pixel that no window holds (in a picture of one or two pixels' height) has no equation: its alpha stays. */
function diagonalOf(weight: number): number {
  return weight > 1e-9 ? weight : 1
}
