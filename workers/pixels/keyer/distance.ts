import { gridPosition } from './difference.ts'
import type { Noise } from './noise.ts'
import type { Rgba } from './reduced.ts'
import type { Surface } from './surface.ts'

/**
 * Distance of every pixel from the backdrop behind it, in colour levels, rounded and held at 255; smaller where the backdrop
 * is noisier than usual. A transparent pixel is backdrop whatever its colour. Walks row by row, so no float copy of the photo
 * is made.
 */
export function distanceMap(photo: Rgba, surface: Surface, noise: Noise): Uint8Array {
  const { data, width, height } = photo
  const result = new Uint8Array(width * height)
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor(gridPosition(x, width, surface.width)))
  const shares = Float32Array.from({ length: width }, (_, x) => gridPosition(x, width, surface.width) % 1)
  const light = new Float32Array(surface.width + 1)
  const orange = new Float32Array(surface.width + 1)
  const green = new Float32Array(surface.width + 1)
  const calm = new Float32Array(surface.width + 1)
  for (let y = 0; y < height; y++) {
    const row = gridPosition(y, height, surface.height)
    blendRows(surface.light, surface, row, light)
    blendRows(surface.orange, surface, row, orange)
    blendRows(surface.green, surface, row, green)
    blendRows(noise.calm, surface, row, calm)
    const start = y * width
    for (let x = 0; x < width; x++) {
      const at = (start + x) * 4
      const c = columns[x] ?? 0
      const f = shares[x] ?? 0
      const l0 = light[c] ?? 0
      const o0 = orange[c] ?? 0
      const g0 = green[c] ?? 0
      const red = data[at] ?? 0
      const grn = data[at + 1] ?? 0
      const blue = data[at + 2] ?? 0
      const dl = (red + 2 * grn + blue) / 4 - l0 - f * ((light[c + 1] ?? 0) - l0)
      const dO = (red - blue) / 2 - o0 - f * ((orange[c + 1] ?? 0) - o0)
      const dg = (2 * grn - red - blue) / 4 - g0 - f * ((green[c + 1] ?? 0) - g0)
      const distance = (Math.sqrt(dl * dl + dO * dO + dg * dg) * (calm[c] ?? 1) * (data[at + 3] ?? 0)) / 255 + 0.5
      result[start + x] = Math.min(255, distance)
    }
  }
  return result
}

/** One row of the grid at a fractional height; the last value is repeated so that a right neighbour always exists. */
function blendRows(grid: Float32Array, { width, height }: Surface, row: number, into: Float32Array): void {
  const top = Math.floor(row)
  const bottom = Math.min(height - 1, top + 1)
  const f = row - top
  for (let x = 0; x < width; x++) {
    const above = grid[top * width + x] ?? 0
    into[x] = above + f * ((grid[bottom * width + x] ?? 0) - above)
  }
  into[width] = into[width - 1] ?? 0
}
