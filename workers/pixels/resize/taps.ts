/** For each target pixel of one axis: the source pixels that it is made of and their weights, which sum to 1. */
export interface Taps {
  /** First source pixel of each target pixel. */
  start: Int32Array
  /** How many source pixels, from `start` on. */
  count: Int32Array
  /** Weights, `widest` places for each target pixel. */
  weight: Float32Array
  widest: number
}

/**
 * Taps of the triangle (bilinear) filter with half-pixel centres.
 * When shrinking, the triangle is widened by the scale, so that every source pixel counts and nothing aliases; when growing it is
 * plain bilinear interpolation with the edge pixel repeated.
 */
export function triangleTaps(source: number, target: number): Taps {
  const scale = source / target
  const support = Math.max(1, scale)
  const widest = Math.ceil(support) * 2 + 1
  const start = new Int32Array(target)
  const count = new Int32Array(target)
  const weight = new Float32Array(target * widest)
  for (let i = 0; i < target; i++) {
    const centre = (i + 0.5) * scale
    const first = Math.max(0, Math.floor(centre - support + 0.5))
    const end = Math.min(source, Math.floor(centre + support + 0.5))
    const found: number[] = []
    for (let j = first; j < end; j++) found.push(Math.max(0, 1 - Math.abs(j + 0.5 - centre) / support))
    const total = found.reduce((sum, value) => sum + value, 0)
    start[i] = first
    count[i] = found.length
    weight.set(
      found.map((value) => value / total),
      i * widest,
    )
  }
  return { start, count, weight, widest }
}
