import type { Size } from '#core/geometry.ts'
import { reaches, ways } from './reach.ts'

/** What a dab corrects, all at the network's size. */
export interface Dabbed {
  size: Size
  /** The photo as the network got it: planes of R, G and B, -1..1. */
  image: Float32Array
  /** The logits without hints. */
  logits: Float32Array
  /** The mask that the person saw when they dabbed, 0..1. */
  before: Float32Array
  /** All dabs so far, two planes: keep, remove; 0 or 1. */
  hints: Float32Array
}

/** Besides the reaches of keep and remove: the mask before, and the logits without hints. */
export const guidePlanes = 2 * ways.length + 2

/**
 * The two inputs of the dab branch that are made here (training/dabs.py): `guide`, planes at a quarter of the size, and `where`, two planes
 * at an eighth that say where the dabs are, each with the sum 1, or 0 without a dab.
 */
export function guides({ size, image, logits, before, hints }: Dabbed): {
  guide: Float32Array<ArrayBuffer>
  where: Float32Array<ArrayBuffer>
} {
  const quarter = { width: size.width / 4, height: size.height / 4 }
  const cells = quarter.width * quarter.height
  const mask = pooled(before, size, 4, mean)
  const field = { size: quarter, rgb: pooled(image, size, 4, mean).map((value) => value / 2 + 0.5), mask }
  const seeds = Uint8Array.from(pooled(hints, size, 4, most))
  const guide = new Float32Array(guidePlanes * cells)
  guide.set(reaches(field, seeds.subarray(0, cells)))
  guide.set(reaches(field, seeds.subarray(cells)), ways.length * cells)
  guide.set(mask, 2 * ways.length * cells)
  const unhinted = pooled(logits, size, 4, mean).map((value) => Math.min(1, Math.max(-1, value / 8)))
  guide.set(unhinted, (2 * ways.length + 1) * cells)
  return { guide, where: shares(pooled(hints, size, 8, most), 2) }
}

type Pool = (values: Float32Array) => number

const mean: Pool = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
const most: Pool = (values) => values.reduce((top, value) => Math.max(top, value), 0)

/** One value for each square of `side` pixels, plane by plane. */
function pooled(values: Float32Array, { width, height }: Size, side: number, pool: Pool): Float32Array<ArrayBuffer> {
  const planes = values.length / (width * height)
  const [columns, rows] = [width / side, (planes * height) / side]
  const out = new Float32Array(rows * columns)
  const square = new Float32Array(side * side)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let line = 0; line < side; line++) {
        const start = (row * side + line) * width + column * side
        square.set(values.subarray(start, start + side), line * side)
      }
      out[row * columns + column] = pool(square)
    }
  }
  return out
}

/** Each plane divided by its sum. */
function shares(values: Float32Array<ArrayBuffer>, planes: number): Float32Array<ArrayBuffer> {
  const length = values.length / planes
  for (let plane = 0; plane < planes; plane++) {
    const part = values.subarray(plane * length, (plane + 1) * length)
    const sum = Math.max(
      1,
      part.reduce((total, value) => total + value, 0),
    )
    for (const [index, value] of part.entries()) part[index] = value / sum
  }
  return values
}
