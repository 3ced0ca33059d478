import type { Size } from '#core/geometry.ts'

/**
 * How a dab spreads. A step between neighbouring cells costs its length times `base`, and by how much colour (0..1) and mask (0..1) change;
 * over the distance `scale` the reach falls to 1/e. Training fixes these numbers (training/reach.py).
 */
export interface Way {
  base: number
  colour: number
  mask: number
  scale: number
}

/** Near and alike; near, alike and on the same side of the mask; the same island of the mask or of its ground. */
export const ways: readonly Way[] = [
  { base: 1, colour: 100, mask: 0, scale: 20 },
  { base: 0.5, colour: 30, mask: 40, scale: 30 },
  { base: 0.1, colour: 0, mask: 60, scale: 10 },
]

/** Rounds of sweeps from all four sides: a way may turn a few times, a maze may not. */
const rounds = 2
const diagonal = Math.SQRT2
const far = 1e4

/** The photo's colours (planes of R, G and B, 0..1) and the mask before the dab (0..1), on a quarter of the network's size. */
export interface Field {
  size: Size
  rgb: Float32Array
  mask: Float32Array
}

/** How far dabs reach from their cells (`seeds`, not 0) along each of the ways: one plane a way, 0..1; all 0 without a dab. */
export function reaches(field: Field, seeds: Uint8Array): Float32Array<ArrayBuffer> {
  const cells = field.mask.length
  const planes = new Float32Array(ways.length * cells)
  if (!seeds.some((seed) => seed !== 0)) return planes
  for (const [index, way] of ways.entries()) {
    const distance = distances(field, seeds, way)
    for (let cell = 0; cell < cells; cell++)
      planes[index * cells + cell] = Math.exp(-(distance[cell] ?? far) / way.scale)
  }
  return planes
}

/** The cheapest way from any seed (not 0) to each cell, by sweeps down, up, right and left; very far where there is no seed. */
export function distances(field: Field, seeds: Uint8Array, way: Omit<Way, 'scale'>): Float32Array {
  const { width, height } = field.size
  const distance = Float32Array.from(seeds, (seed) => (seed === 0 ? far : 0))
  const last = width * height - 1
  const sweeps: Sweep[] = [
    { first: 0, line: width, cell: 1, lines: height, cells: width },
    { first: last, line: -width, cell: -1, lines: height, cells: width },
    { first: 0, line: 1, cell: width, lines: width, cells: height },
    { first: last, line: -1, cell: -width, lines: width, cells: height },
  ]
  for (let round = 0; round < rounds; round++) {
    for (const course of sweeps) sweep(distance, field, way, course)
  }
  return distance
}

/** Where a sweep begins, and how far it is to the next line and to the next cell of a line. */
interface Sweep {
  first: number
  line: number
  cell: number
  lines: number
  cells: number
}

/** Each cell may be reached from the three neighbours in the line before. */
function sweep(
  distance: Float32Array,
  field: Field,
  way: Omit<Way, 'scale'>,
  { first, line, cell, lines, cells }: Sweep,
): void {
  for (let row = 1; row < lines; row++) {
    for (let column = 0; column < cells; column++) {
      const here = first + row * line + column * cell
      let least = distance[here] ?? far
      for (let aside = column === 0 ? 0 : -1; aside <= (column === cells - 1 ? 0 : 1); aside++) {
        const from = here - line + aside * cell
        const start = distance[from] ?? far
        if (start >= least) continue
        least = Math.min(least, start + way.base * (aside === 0 ? 1 : diagonal) + change(field, way, from, here))
      }
      distance[here] = least
    }
  }
}

/** What the differences of two cells cost. */
function change({ rgb, mask }: Field, way: Omit<Way, 'scale'>, one: number, other: number): number {
  const within = (mask[one] ?? 0) - (mask[other] ?? 0)
  let squares = (way.mask * within) ** 2
  if (way.colour > 0) {
    for (let plane = 0; plane < rgb.length; plane += mask.length) {
      squares += (way.colour * ((rgb[plane + one] ?? 0) - (rgb[plane + other] ?? 0))) ** 2
    }
  }
  return Math.sqrt(squares)
}
