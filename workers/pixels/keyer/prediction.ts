import { evaluate, fitPolynomial, type Polynomial } from './polynomial.ts'
import type { Reduced } from './reduced.ts'

/** What the light on the backdrop would be behind the subject, by a smooth surface over all of the backdrop that is seen. */
export interface Prediction {
  polynomial: Polynomial
  /** Root mean square of what the backdrop itself differs from it, in colour levels. */
  residual: number
}

/** Pixels that the surface is fitted to, at most. */
const wantedSamples = 40_000

/** Fits the surface to the pixels that are known to be backdrop; undefined where these are too few to say anything. */
export function predictBackdrop(photo: Reduced, known: Uint8Array): Prediction | undefined {
  const places: number[] = []
  for (let at = 0; at < known.length; at++) if (known[at] === 1 && (photo.weight[at] ?? 0) > 0.99) places.push(at)
  if (places.length < 50) return undefined
  const step = Math.max(1, Math.floor(places.length / wantedSamples))
  const picked = places.filter((_, index) => index % step === 0)
  const values = (grid: Float32Array) => Float64Array.from(picked, (at) => grid[at] ?? 0)
  const polynomial = fitPolynomial({
    x: Float64Array.from(picked, (at) => placeOf(photo, at)[0]),
    y: Float64Array.from(picked, (at) => placeOf(photo, at)[1]),
    channels: [values(photo.light), values(photo.orange), values(photo.green)],
    weight: new Float64Array(picked.length).fill(1),
  })
  const prediction = { polynomial, residual: 0 }
  const sum = picked.reduce((all, at) => all + square(missAt(photo, prediction, at)), 0)
  return { polynomial, residual: Math.sqrt(sum / picked.length) }
}

/** What a pixel is more (or less) than predicted: light, orange, green. */
export function missAt(photo: Reduced, { polynomial }: Prediction, at: number): [number, number, number] {
  const [l, o, g] = predictedAt(photo, polynomial, at)
  return [(photo.light[at] ?? 0) - l, (photo.orange[at] ?? 0) - o, (photo.green[at] ?? 0) - g]
}

/** The predicted colour of the backdrop at a pixel of the reduced photo. */
export function predictedAt(photo: Reduced, { coefficients }: Polynomial, at: number): [number, number, number] {
  const [x, y] = placeOf(photo, at)
  const [light, orange, green] = coefficients
  return [evaluate(light, x, y), evaluate(orange, x, y), evaluate(green, x, y)]
}

function placeOf({ width, height }: Reduced, at: number): [number, number] {
  return [(2 * ((at % width) + 0.5)) / width - 1, (2 * (Math.floor(at / width) + 0.5)) / height - 1]
}

function square([a, b, c]: readonly [number, number, number]): number {
  return a * a + b * b + c * c
}
