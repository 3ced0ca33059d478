import type { Rgba } from './reduced.ts'
import { type Surface, sampleGrid } from './surface.ts'

/** A colour, or a difference of two, in the keyer's space (see `Reduced`). */
export interface Difference {
  light: number
  orange: number
  green: number
}

/** Position on the reduced grid, in pixels from the centre of its first one, of a full-size column or row. */
export function gridPosition(at: number, full: number, reduced: number): number {
  return Math.min(reduced - 1, Math.max(0, ((at + 0.5) * reduced) / full - 0.5))
}

/** Colour of the backdrop behind one pixel. */
export function surfaceAt({ width, height }: Rgba, surface: Surface, index: number): Difference {
  const x = gridPosition(index % width, width, surface.width)
  const y = gridPosition(Math.floor(index / width), height, surface.height)
  const behind = (grid: Float32Array) => sampleGrid(grid, surface.width, surface.height, x, y)
  return { light: behind(surface.light), orange: behind(surface.orange), green: behind(surface.green) }
}

/** Difference of one pixel from the backdrop behind it. */
export function differenceAt(photo: Rgba, surface: Surface, index: number): Difference {
  const behind = surfaceAt(photo, surface, index)
  const red = photo.data[index * 4] ?? 0
  const green = photo.data[index * 4 + 1] ?? 0
  const blue = photo.data[index * 4 + 2] ?? 0
  return {
    light: (red + 2 * green + blue) / 4 - behind.light,
    orange: (red - blue) / 2 - behind.orange,
    green: (2 * green - red - blue) / 4 - behind.green,
  }
}

/** Length of a difference, in colour levels. */
export function magnitude(difference: Difference): number {
  return Math.sqrt(difference.light ** 2 + difference.orange ** 2 + difference.green ** 2)
}
