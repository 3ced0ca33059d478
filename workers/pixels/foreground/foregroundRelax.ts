import type { CellSpans } from '#workers/pixels/upsample/cellSpans.ts'
import type { ForegroundLevel } from './foregroundLevel.ts'

/** Pull of each neighbour everywhere, and how much more where the alpha changes towards it (Germer et al. 2020). */
const regularisation = 1e-5
const gradientWeight = 0.1
/** Variance of the alpha against that of the colours, where alpha is one half. Found by trial on composites with exact and with blurred, noisy alphas. */
const alphaDoubt = 4

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

function relaxRow(
  { width, height, colours, alpha, layers }: ForegroundLevel,
  y: number,
  from: number,
  to: number,
): void {
  for (let x = from; x < to; x++) {
    const i = y * width + x
    const a = alpha[i] ?? 0
    // A neighbour beyond the border weighs nothing; the pixel stands in for it.
    const west = x > 0 ? i - 1 : i
    const east = x < width - 1 ? i + 1 : i
    const north = y > 0 ? i - width : i
    const south = y < height - 1 ? i + width : i
    const dw = west === i ? 0 : regularisation + gradientWeight * Math.abs(a - (alpha[west] ?? 0))
    const de = east === i ? 0 : regularisation + gradientWeight * Math.abs(a - (alpha[east] ?? 0))
    const dn = north === i ? 0 : regularisation + gradientWeight * Math.abs(a - (alpha[north] ?? 0))
    const ds = south === i ? 0 : regularisation + gradientWeight * Math.abs(a - (alpha[south] ?? 0))
    const pull = dw + de + dn + ds
    if (pull === 0) continue
    const [w, e, n, s] = [west * 6, east * 6, north * 6, south * 6]
    const share = 1 / pull
    const fr = (dw * (layers[w] ?? 0) + de * (layers[e] ?? 0) + dn * (layers[n] ?? 0) + ds * (layers[s] ?? 0)) * share
    const fg =
      (dw * (layers[w + 1] ?? 0) + de * (layers[e + 1] ?? 0) + dn * (layers[n + 1] ?? 0) + ds * (layers[s + 1] ?? 0)) *
      share
    const fb =
      (dw * (layers[w + 2] ?? 0) + de * (layers[e + 2] ?? 0) + dn * (layers[n + 2] ?? 0) + ds * (layers[s + 2] ?? 0)) *
      share
    const br =
      (dw * (layers[w + 3] ?? 0) + de * (layers[e + 3] ?? 0) + dn * (layers[n + 3] ?? 0) + ds * (layers[s + 3] ?? 0)) *
      share
    const bg =
      (dw * (layers[w + 4] ?? 0) + de * (layers[e + 4] ?? 0) + dn * (layers[n + 4] ?? 0) + ds * (layers[s + 4] ?? 0)) *
      share
    const bb =
      (dw * (layers[w + 5] ?? 0) + de * (layers[e + 5] ?? 0) + dn * (layers[n + 5] ?? 0) + ds * (layers[s + 5] ?? 0)) *
      share
    const rest = 1 - a
    let mr = (colours[i * 3] ?? 0) - a * fr - rest * br
    let mg = (colours[i * 3 + 1] ?? 0) - a * fg - rest * bg
    let mb = (colours[i * 3 + 2] ?? 0) - a * fb - rest * bb
    const variance = pull + a * a + rest * rest
    const [er, eg, eb] = [fr - br, fg - bg, fb - bb]
    const doubt = alphaDoubt * 4 * a * rest
    const contrast = er * er + eg * eg + eb * eb
    const shrink = (doubt * (mr * er + mg * eg + mb * eb)) / (variance + doubt * contrast)
    mr = (mr - shrink * er) / variance
    mg = (mg - shrink * eg) / variance
    mb = (mb - shrink * eb) / variance
    const at = i * 6
    layers[at] = clip(fr + a * mr)
    layers[at + 1] = clip(fg + a * mg)
    layers[at + 2] = clip(fb + a * mb)
    layers[at + 3] = clip(br + rest * mr)
    layers[at + 4] = clip(bg + rest * mg)
    layers[at + 5] = clip(bb + rest * mb)
  }
}

function clip(value: number): number {
  return Math.min(Math.max(value, 0), 1)
}
