import type { Rgba } from './reduced.ts'
import { type Surface, sampleGrid } from './surface.ts'

/** A colour difference in the keyer's space (see `Reduced`). */
export interface Difference {
  light: number
  orange: number
  green: number
}

/** Position on the reduced grid, in pixels from the centre of its first one, of a full-size column or row. */
export function gridPosition(at: number, full: number, reduced: number): number {
  return Math.min(reduced - 1, Math.max(0, ((at + 0.5) * reduced) / full - 0.5))
}

/** Difference of one pixel from the backdrop behind it. */
export function differenceAt(photo: Rgba, surface: Surface, index: number): Difference {
  const { data, width, height } = photo
  const x = gridPosition(index % width, width, surface.width)
  const y = gridPosition(Math.floor(index / width), height, surface.height)
  const red = data[index * 4] ?? 0
  const green = data[index * 4 + 1] ?? 0
  const blue = data[index * 4 + 2] ?? 0
  const behind = (grid: Float32Array) => sampleGrid(grid, surface.width, surface.height, x, y)
  return {
    light: (red + 2 * green + blue) / 4 - behind(surface.light),
    orange: (red - blue) / 2 - behind(surface.orange),
    green: (2 * green - red - blue) / 4 - behind(surface.green),
  }
}

/** Length of a difference, in colour levels. */
export function magnitude(difference: Difference): number {
  return Math.sqrt(difference.light ** 2 + difference.orange ** 2 + difference.green ** 2)
}
