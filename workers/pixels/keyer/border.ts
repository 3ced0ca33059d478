import { evaluate, fitPolynomial, type Polynomial, type Samples } from './polynomial.ts'
import type { Reduced } from './reduced.ts'

/** What the border band of a photo says about its backdrop. */
export interface BorderFit {
  polynomial: Polynomial
  /** Robust standard deviation of the border's colours about the polynomial, in colour levels. */
  spread: number
  /** Distance up to which a border pixel counts as backdrop, in colour levels. */
  tolerance: number
  /** Share of the (visible) border band within the tolerance, 0 to 1. */
  inlierShare: number
  /** Share of the border band that is visible at all, 0 to 1. */
  visibleShare: number
}

/** Width of the border band as a share of the shorter side. */
const bandShare = 0.03
/** Cut-offs of Tukey's weight, wide to narrow: the first fits take in a whole gradient, the last only the backdrop. */
const cutoffs = [90, 64, 45, 32, 24, 18]
const leastTolerance = 6
const mostTolerance = 16

/** Walks over the pixels of the border band of a grid. */
export function forBorder(width: number, height: number, visit: (x: number, y: number) => void): void {
  const band = Math.max(1, Math.round(Math.min(width, height) * bandShare))
  for (let y = 0; y < height; y++) {
    const whole = y < band || y >= height - band
    for (let x = 0; x < width; x++) {
      if (!whole && x === band) x = Math.max(band, width - band)
      if (x < width) visit(x, y)
    }
  }
}

/** Fits a smooth colour surface to the border band by reweighted least squares, started from the border's most frequent colour. */
export function fitBorder(photo: Reduced): BorderFit {
  const { samples, weights, visibleShare } = collect(photo)
  const distances = new Float64Array(samples.x.length)
  const mode = mostFrequent(samples, weights)
  for (let i = 0; i < distances.length; i++) {
    distances[i] = Math.hypot(...mode.map((value, c) => (samples.channels[c]?.[i] ?? 0) - value))
  }
  let polynomial: Polynomial = { coefficients: [new Float64Array(6), new Float64Array(6), new Float64Array(6)] }
  for (const cutoff of cutoffs) {
    for (let i = 0; i < distances.length; i++) {
      const t = (distances[i] ?? 0) / cutoff
      samples.weight[i] = t < 1 ? (weights[i] ?? 0) * (1 - t * t) ** 2 : 0
    }
    polynomial = fitPolynomial(samples)
    measure(samples, polynomial, distances)
  }
  const near = distances.filter((d, i) => d < mostTolerance * 1.5 && (weights[i] ?? 0) > 0.5).sort()
  // The median of the length of a three-dimensional Gaussian is 1.54 of its standard deviation a channel.
  const spread = (near[near.length >> 1] ?? 0) / 1.54
  const tolerance = Math.min(mostTolerance, Math.max(leastTolerance, 4 * spread))
  let inside = 0
  let all = 0
  for (let i = 0; i < distances.length; i++) {
    all += weights[i] ?? 0
    if ((distances[i] ?? 0) <= tolerance) inside += weights[i] ?? 0
  }
  return { polynomial, spread, tolerance, inlierShare: all > 0 ? inside / all : 0, visibleShare }
}

function collect(photo: Reduced): { samples: Samples; weights: Float64Array; visibleShare: number } {
  const { width, height } = photo
  const indices: number[] = []
  forBorder(width, height, (x, y) => indices.push(y * width + x))
  const pick = (from: Float32Array) => Float64Array.from(indices, (i) => from[i] ?? 0)
  const weights = pick(photo.weight)
  const samples: Samples = {
    x: Float64Array.from(indices, (i) => (2 * ((i % width) + 0.5)) / width - 1),
    y: Float64Array.from(indices, (i) => (2 * (Math.floor(i / width) + 0.5)) / height - 1),
    channels: [pick(photo.light), pick(photo.orange), pick(photo.green)],
    weight: weights.slice(),
  }
  return { samples, weights, visibleShare: weights.reduce((sum, w) => sum + w, 0) / Math.max(1, weights.length) }
}

interface Cell {
  weight: number
  sums: [number, number, number]
}

/** The mean colour of the fullest cell of a coarse histogram: a start that a subject on part of the border does not pull away. */
function mostFrequent(samples: Samples, weights: Float64Array): [number, number, number] {
  const cells = new Map<number, Cell>()
  const [light, orange, green] = samples.channels
  for (let i = 0; i < weights.length; i++) {
    const values: [number, number, number] = [light[i] ?? 0, orange[i] ?? 0, green[i] ?? 0]
    const weight = weights[i] ?? 0
    const key = values.reduce((sum, value) => sum * 64 + Math.round(value / 24) + 16, 0)
    const cell: Cell = cells.get(key) ?? { weight: 0, sums: [0, 0, 0] }
    cell.weight += weight
    for (let c = 0; c < 3; c++) cell.sums[c] = (cell.sums[c] ?? 0) + weight * (values[c] ?? 0)
    cells.set(key, cell)
  }
  let best: Cell = { weight: 0, sums: [0, 0, 0] }
  for (const cell of cells.values()) if (cell.weight > best.weight) best = cell
  const [a, b, c] = best.sums
  return best.weight > 0 ? [a / best.weight, b / best.weight, c / best.weight] : [0, 0, 0]
}

function measure(samples: Samples, polynomial: Polynomial, distances: Float64Array): void {
  distances.fill(0)
  for (const [c, coefficients] of polynomial.coefficients.entries()) {
    const channel = samples.channels[c] ?? new Float64Array()
    for (let i = 0; i < distances.length; i++) {
      const miss = (channel[i] ?? 0) - evaluate(coefficients, samples.x[i] ?? 0, samples.y[i] ?? 0)
      distances[i] = (distances[i] ?? 0) + miss * miss
    }
  }
  for (let i = 0; i < distances.length; i++) distances[i] = Math.sqrt(distances[i] ?? 0)
}
