import { type Checkerboard, fromLine, squareAt } from './checkerboard.ts'
import type { Rgba } from './reduced.ts'
import type { Surface } from './surface.ts'

/** Pixels beside a line within which the two colours may be mixed. */
export const blurred = 1.5

/**
 * The board behind the subject, at the picture's full size. On its lines, where the two colours mix, it is the mixture that comes nearest to the
 * picture itself.
 */
export function boardSurface(photo: Rgba, board: Checkerboard): Surface {
  const { width, height, data } = photo
  const grid = () => new Float32Array(width * height)
  const surface: Surface = { width, height, light: grid(), orange: grid(), green: grid() }
  const [first, second] = board.colours
  const [dr, dg, db] = [second[0] - first[0], second[1] - first[1], second[2] - first[2]]
  const length = dr * dr + dg * dg + db * db
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      let share = squareAt(board, x, y)
      if (fromLine(board, x, y) < blurred) {
        const [r, g, b] = [data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0]
        const nearest = ((r - first[0]) * dr + (g - first[1]) * dg + (b - first[2]) * db) / length
        share = Math.min(1, Math.max(0, nearest))
      }
      const [red, green, blue] = [first[0] + share * dr, first[1] + share * dg, first[2] + share * db]
      surface.light[at] = (red + 2 * green + blue) / 4
      surface.orange[at] = (red - blue) / 2
      surface.green[at] = (2 * green - red - blue) / 4
    }
  }
  return surface
}
