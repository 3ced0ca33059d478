import type { GrayRaster } from '#workers/pixels/raster.ts'
import { changeEdges } from './edgeTiles.ts'
import { gaussianTaps, type Taps } from './gaussian.ts'

/** Largest sigma of a feather, in pixels. */
const maxFeatherPixels = 50

/** Softens the edges with a Gaussian of `sigma` pixels (up to 50); pixels further than three sigma from any edge stay as they are. */
export function featherMask(mask: GrayRaster, sigma: number): GrayRaster {
  const used = Math.min(sigma, maxFeatherPixels)
  if (!(used > 0)) return { ...mask, data: mask.data.slice() }
  const passes = gaussianTaps(used)
  const margin = passes.reduce((sum, { reach }) => sum + reach, 0)
  return changeEdges(mask, margin, ({ values, columns, rows, width, height }) => {
    const blurred = Float32Array.from(values.subarray(0, width * height))
    const across = new Float32Array(width * height)
    for (const taps of passes) {
      for (let y = 0; y < height; y++) blurRow(blurred, across, y * width, width, taps)
      blurColumns(across, blurred, width, height, taps)
    }
    const soft = new Uint8Array(columns * rows)
    for (let y = 0, to = 0; y < rows; y++)
      for (let x = 0, i = (y + margin) * width + margin; x < columns; x++) soft[to++] = (blurred[i++] ?? 0) + 0.5
    return soft
  })
}

/** Weighted means along a row. Values beyond its ends count as the last one: the tile's margin keeps that away from what is used. */
function blurRow(
  source: Float32Array,
  target: Float32Array,
  start: number,
  length: number,
  { reach, middle, end }: Taps,
): void {
  const last = start + length - 1
  let sum = 0
  for (let i = 1 - reach; i < reach; i++) sum += source[start + Math.min(Math.max(i, 0), length - 1)] ?? 0
  for (let i = start; i <= last; i++) {
    const before = source[Math.max(i - reach, start)] ?? 0
    const after = source[Math.min(i + reach, last)] ?? 0
    target[i] = middle * sum + end * (before + after)
    sum += after - (source[Math.max(i + 1 - reach, start)] ?? 0)
  }
}

function blurColumns(
  source: Float32Array,
  target: Float32Array,
  width: number,
  height: number,
  { reach, middle, end }: Taps,
): void {
  const sums = new Float64Array(width)
  const rowOf = (y: number) => Math.min(Math.max(y, 0), height - 1) * width
  for (let y = 1 - reach; y < reach; y++)
    for (let x = 0, i = rowOf(y); x < width; x++) sums[x] = (sums[x] ?? 0) + (source[i++] ?? 0)
  for (let y = 0; y < height; y++) {
    const first = rowOf(y - reach)
    const last = rowOf(y + reach)
    const leaving = rowOf(y + 1 - reach)
    for (let x = 0; x < width; x++) {
      const sum = sums[x] ?? 0
      target[y * width + x] = middle * sum + end * ((source[first + x] ?? 0) + (source[last + x] ?? 0))
      sums[x] = sum + (source[last + x] ?? 0) - (source[leaving + x] ?? 0)
    }
  }
}
