import type { CellSpans } from '#workers/pixels/upsample/cellSpans.ts'
import type { ForegroundLevel } from './foregroundLevel.ts'

/** Pull of each neighbour everywhere, and how much more where the alpha changes towards it (Germer et al. 2020). */
const regularisation = 1e-5
const gradientWeight = 0.1
/** Variance of the alpha against that of the colours, where alpha is one half. Found by trial on composites with exact and with blurred, noisy alphas. */
const alphaDoubt = 4

/**
 * What is known of the pixel at hand lies in these arrays and not in variables: with dozens of numbers alive at once, the compiler of JavaScriptCore
 * loses some (measured in WebKitGTK 2.50: NaN, and with it black edges, in nine sessions of ten). V8 is as quick either way.
 */
const pulls = new Float64Array(4)
/** Where the layers of the four neighbours begin: west, east, north, south. */
const sides = new Int32Array(4)
/** Weighted means of the neighbours' layers: foreground, then background. */
const means = new Float64Array(6)
/** What the means leave unexplained of the photo's colour. */
const misses = new Float64Array(3)

/**
 * Improves a level's layers, at the pixels of `spans`, by Gauss-Seidel sweeps of the problem of Germer et al. ("Fast multi-level foreground estimation", 2020): the layers
 * should explain the photo, I = alpha F + (1 - alpha) B, and be smooth, above all where alpha is not.
 *
 * Unlike there, alpha is not taken for exact where it is neither 0 nor 1. What a pixel's neighbours leave unexplained may come from the layers or from
 * a wrong alpha; the latter moves the pixel along the line from B to F, so that part of the correction is shrunk by the odds of the two (Gaussian
 * posterior), and the rest is given to the layers in full.
 */
export function relaxForeground(level: ForegroundLevel, sweeps: number, spans: CellSpans): void {
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (let s = 0; s < spans.length; s += 3) relaxRow(level, spans[s] ?? 0, spans[s + 1] ?? 0, spans[s + 2] ?? 0)
}

function relaxRow(level: ForegroundLevel, y: number, from: number, to: number): void {
  const { width, colours, alpha, layers } = level
  for (let i = y * width + from; i < y * width + to; i++) {
    const pull = weighSides(level, i - y * width, y)
    if (pull === 0) continue
    takeMeans(layers, 1 / pull)
    const a = alpha[i] ?? 0
    for (let c = 0; c < 3; c++)
      misses[c] = (colours[i * 3 + c] ?? 0) - a * (means[c] ?? 0) - (1 - a) * (means[c + 3] ?? 0)
    correctMisses(a, pull + a * a + (1 - a) * (1 - a))
    for (let c = 0; c < 3; c++) {
      layers[i * 6 + c] = clip((means[c] ?? 0) + a * (misses[c] ?? 0))
      layers[i * 6 + c + 3] = clip((means[c + 3] ?? 0) + (1 - a) * (misses[c] ?? 0))
    }
  }
}

/** Says where the neighbours' layers lie and how strongly each pulls; gives the sum. A neighbour beyond the border weighs nothing; the pixel stands in for it. */
function weighSides({ width, height, alpha }: ForegroundLevel, x: number, y: number): number {
  const i = y * width + x
  sides[0] = x > 0 ? i - 1 : i
  sides[1] = x < width - 1 ? i + 1 : i
  sides[2] = y > 0 ? i - width : i
  sides[3] = y < height - 1 ? i + width : i
  const a = alpha[i] ?? 0
  let sum = 0
  for (let k = 0; k < 4; k++) {
    const side = sides[k] ?? 0
    const pull = side === i ? 0 : regularisation + gradientWeight * Math.abs(a - (alpha[side] ?? 0))
    pulls[k] = pull
    sum += pull
    sides[k] = side * 6
  }
  return sum
}

function takeMeans(layers: Float32Array, share: number): void {
  const west = sides[0] ?? 0
  const east = sides[1] ?? 0
  const north = sides[2] ?? 0
  const south = sides[3] ?? 0
  const dw = pulls[0] ?? 0
  const de = pulls[1] ?? 0
  const dn = pulls[2] ?? 0
  const ds = pulls[3] ?? 0
  for (let c = 0; c < 6; c++)
    means[c] =
      (dw * (layers[west + c] ?? 0) +
        de * (layers[east + c] ?? 0) +
        dn * (layers[north + c] ?? 0) +
        ds * (layers[south + c] ?? 0)) *
      share
}

/** Shrinks the part of the misses that a wrong alpha may explain, and gives each layer its share. */
function correctMisses(a: number, variance: number): void {
  const doubt = alphaDoubt * 4 * a * (1 - a)
  let contrast = 0
  let along = 0
  for (let c = 0; c < 3; c++) {
    const difference = (means[c] ?? 0) - (means[c + 3] ?? 0)
    contrast += difference * difference
    along += (misses[c] ?? 0) * difference
  }
  const shrink = (doubt * along) / (variance + doubt * contrast)
  for (let c = 0; c < 3; c++)
    misses[c] = ((misses[c] ?? 0) - shrink * ((means[c] ?? 0) - (means[c + 3] ?? 0))) / variance
}

function clip(value: number): number {
  return Math.min(Math.max(value, 0), 1)
}
