import type { Size } from '#core/geometry.ts'
import type { HintAnswer } from '#core/hints.ts'
import { tileSide } from '#core/strokeSegments.ts'

/**
 * Takes from a tile's cover, in place, what the answer to a later smart stroke claims of it.
 * @param origin where the tile begins in the picture
 */
export function giveWay(
  cover: Uint8Array,
  origin: { x: number; y: number },
  { width, height }: Size,
  { grid, part, data }: HintAnswer,
): void {
  for (let row = 0; row < tileSide; row++) {
    const y = Math.floor(((origin.y + row + 0.5) * grid.height) / height) - part.y
    if (y < 0 || y >= part.height) continue
    for (let column = 0; column < tileSide; column++) {
      const x = Math.floor(((origin.x + column + 0.5) * grid.width) / width) - part.x
      if (x < 0 || x >= part.width) continue
      const at = row * tileSide + column
      cover[at] = Math.round(((cover[at] ?? 0) * (255 - (data[y * part.width + x] ?? 0))) / 255)
    }
  }
}
