import type { Reduced } from './reduced.ts'

/** The backdrop's colour everywhere, also behind the subject, on the reduced grid. */
export interface Surface {
  width: number
  height: number
  light: Float32Array
  orange: Float32Array
  green: Float32Array
}

/** Makes the surface from the pixels known to be backdrop: smoothed where known, filled in from the nearest known ones elsewhere. */
export function backdropSurface(photo: Reduced, known: Uint8Array): Surface {
  const { width, height, weight } = photo
  const trust = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (known[at] === 1 && surrounded(known, width, height, x, y)) trust[at] = weight[at] ?? 0
    }
  }
  // A tiny photo or a thin margin may have no pixel whose neighbours are all backdrop.
  if (!trust.some((t) => t > 0)) for (let i = 0; i < trust.length; i++) trust[i] = (known[i] ?? 0) * (weight[i] ?? 0)
  const channel = (values: Float32Array) => fill(values, trust, width, height)
  return { width, height, light: channel(photo.light), orange: channel(photo.orange), green: channel(photo.green) }
}

/** Whether the pixel and its eight neighbours (those inside the picture) are all known: the rim of the region is half subject. */
function surrounded(known: Uint8Array, width: number, height: number, x: number, y: number): boolean {
  for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
    for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
      if (known[ny * width + nx] !== 1) return false
    }
  }
  return true
}

/** Pull-push: averages known values into ever smaller grids, then takes from each what the finer one lacks. */
function fill(values: Float32Array, trust: Float32Array, width: number, height: number): Float32Array {
  const smooth = blur(values, trust, width, height)
  if (width === 1 && height === 1) return smooth.values
  const smallWidth = (width + 1) >> 1
  const smallHeight = (height + 1) >> 1
  const sums = new Float32Array(smallWidth * smallHeight)
  const weights = new Float32Array(smallWidth * smallHeight)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const to = (y >> 1) * smallWidth + (x >> 1)
      const t = trust[at] ?? 0
      sums[to] = (sums[to] ?? 0) + t * (values[at] ?? 0)
      weights[to] = (weights[to] ?? 0) + t
    }
  }
  for (let i = 0; i < sums.length; i++) {
    const w = weights[i] ?? 0
    if (w > 0) sums[i] = (sums[i] ?? 0) / w
    weights[i] = Math.min(1, w)
  }
  const coarse = fill(sums, weights, smallWidth, smallHeight)
  const result = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const t = smooth.trust[at] ?? 0
      const behind = t < 1 ? sampleGrid(coarse, smallWidth, smallHeight, (x - 0.5) / 2, (y - 0.5) / 2) : 0
      result[at] = t * (smooth.values[at] ?? 0) + (1 - t) * behind
    }
  }
  return result
}

/** 3 x 3 mean of the trusted values; its trust is 1 where the pixel itself is trusted and falls off over one pixel outside. */
function blur(values: Float32Array, trust: Float32Array, width: number, height: number) {
  const out = new Float32Array(values.length)
  const outTrust = new Float32Array(values.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      let total = 0
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const t = trust[ny * width + nx] ?? 0
          sum += t * (values[ny * width + nx] ?? 0)
          total += t
        }
      }
      const at = y * width + x
      if (total > 0) out[at] = sum / total
      outTrust[at] = Math.min(1, Math.max(trust[at] ?? 0, total / 6))
    }
  }
  return { values: out, trust: outTrust }
}

/** Bilinear value at a position in pixels of the grid (0 is the centre of the first one), held at the borders. */
export function sampleGrid(grid: Float32Array, width: number, height: number, x: number, y: number): number {
  const cx = Math.min(width - 1, Math.max(0, x))
  const cy = Math.min(height - 1, Math.max(0, y))
  const x0 = Math.floor(cx)
  const y0 = Math.floor(cy)
  const x1 = Math.min(width - 1, x0 + 1)
  const y1 = Math.min(height - 1, y0 + 1)
  const fx = cx - x0
  const top = (grid[y0 * width + x0] ?? 0) * (1 - fx) + (grid[y0 * width + x1] ?? 0) * fx
  const bottom = (grid[y1 * width + x0] ?? 0) * (1 - fx) + (grid[y1 * width + x1] ?? 0) * fx
  return top + (cy - y0) * (bottom - top)
}
