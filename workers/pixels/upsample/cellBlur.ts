/** Blurs a small grid of cells with a Gaussian of `sigma` cells, the edge cells repeated outwards. `scratch` is as long as the grid; `source` and `target` may be the same. */
export function blurCells(
  source: Float32Array,
  target: Float32Array,
  width: number,
  height: number,
  sigma: number,
  scratch: Float32Array,
): void {
  const reach = Math.max(1, Math.ceil(sigma * 3))
  const weights = Array.from({ length: reach + 1 }, (_, i) => Math.exp((-i * i) / (2 * sigma * sigma)))
  const total = weights.reduce((sum, weight, i) => sum + (i === 0 ? weight : 2 * weight), 0)
  const kernel = Float64Array.from(weights, (weight) => weight / total)
  blurLines(source, scratch, width, height, 1, width, kernel)
  blurLines(scratch, target, height, width, width, 1, kernel)
}

/** Blurs `lines` lines of `length` cells; `step` leads from cell to cell, `stride` from line to line. */
function blurLines(
  source: Float32Array,
  target: Float32Array,
  length: number,
  lines: number,
  step: number,
  stride: number,
  kernel: Float64Array,
): void {
  const end = length - 1
  for (let line = 0; line < lines; line++) {
    const start = line * stride
    for (let i = 0; i < length; i++) {
      let sum = (kernel[0] ?? 0) * (source[start + i * step] ?? 0)
      for (let k = 1; k < kernel.length; k++) {
        const before = source[start + Math.max(i - k, 0) * step] ?? 0
        const after = source[start + Math.min(i + k, end) * step] ?? 0
        sum += (kernel[k] ?? 0) * (before + after)
      }
      target[start + i * step] = sum
    }
  }
}
