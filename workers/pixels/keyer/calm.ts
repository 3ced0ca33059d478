import type { Reduced } from './reduced.ts'

/** Change in colour levels a pixel that an outline exceeds; a soft gradient stays under it. */
const outlineSlope = 2.2
/** The same for a change of light alone: the rim of a soft shadow. */
const shadowSlope = 5

/**
 * Marks with 1 the pixels of the reduced photo where the colour changes softly, on a copy smoothed over 3 x 3 pixels. Grain
 * raises the slopes that are allowed, so that a noisy backdrop stays passable.
 */
export function calmPixels(photo: Reduced): Uint8Array {
  const { width, height } = photo
  const light = smooth(photo.light, width, height)
  const orange = smooth(photo.orange, width, height)
  const green = smooth(photo.green, width, height)
  const slopes = new Float32Array(width * height)
  const hues = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const left = x > 0 ? at - 1 : at
      const right = x < width - 1 ? at + 1 : at
      const up = y > 0 ? at - width : at
      const down = y < height - 1 ? at + width : at
      const change = (grid: Float32Array) =>
        (((grid[right] ?? 0) - (grid[left] ?? 0)) / 2) ** 2 + (((grid[down] ?? 0) - (grid[up] ?? 0)) / 2) ** 2
      const hue = change(orange) + change(green)
      hues[at] = Math.sqrt(hue)
      slopes[at] = Math.sqrt(hue + change(light))
    }
  }
  const grain = 2.2 * quartile(slopes, width, height)
  const result = new Uint8Array(width * height)
  for (let i = 0; i < result.length; i++) {
    const slope = slopes[i] ?? 0
    const isShade = (hues[i] ?? 0) < 0.3 * slope
    if (slope <= grain + (isShade ? shadowSlope : outlineSlope)) result[i] = 1
  }
  return result
}

/** The slope that a quarter of the outermost pixels stay under: grain, as outlines and texture lie above. */
function quartile(slopes: Float32Array, width: number, height: number): number {
  const rows = [slopes.subarray(0, width), slopes.subarray((height - 1) * width)]
  const found = Float32Array.from(rows.flatMap((row) => [...row])).sort()
  return found[found.length >> 2] ?? 0
}

function smooth(grid: Float32Array, width: number, height: number): Float32Array {
  const result = new Float32Array(grid.length)
  for (let y = 0; y < height; y++) {
    const up = y > 0 ? -width : 0
    const down = y < height - 1 ? width : 0
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const left = x > 0 ? -1 : 0
      const right = x < width - 1 ? 1 : 0
      let sum = 0
      for (const row of [at + up, at, at + down])
        sum += (grid[row + left] ?? 0) + (grid[row] ?? 0) + (grid[row + right] ?? 0)
      result[at] = sum / 9
    }
  }
  return result
}

/** Takes from a mask of 0 and 1 all that lies within `reach` pixels (along both axes) of a 0. Outside the grid counts as 1. */
export function shrink(mask: Uint8Array, width: number, height: number, reach: number): Uint8Array {
  const across = mask.slice()
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === 1) continue
    const x = at % width
    across.fill(0, at - Math.min(x, reach), at + Math.min(width - 1 - x, reach) + 1)
  }
  const result = across.slice()
  for (let at = 0; at < mask.length; at++) {
    if (across[at] === 1) continue
    const y = Math.floor(at / width)
    for (let k = -Math.min(y, reach); k <= Math.min(height - 1 - y, reach); k++) result[at + k * width] = 0
  }
  return result
}
