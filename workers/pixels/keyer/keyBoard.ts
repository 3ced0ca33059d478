import { blurred, boardSurface } from './boardSurface.ts'
import { type Checkerboard, fromLine, squareAt } from './checkerboard.ts'
import { distanceMap } from './distance.ts'
import { softenEdges } from './edge.ts'
import { floodFromBorder, forEachEnclosed, removeDirt } from './flood.ts'
import type { Rgba } from './reduced.ts'

/** Share of an enclosed area that each of the two colours has where the board is seen through the subject. */
const leastShare = 0.1

/** The alpha of what was painted on a checkerboard, as it is taken, with all holes open, and with all closed; see `Keyed`. */
export function keyBoard(photo: Rgba, board: Checkerboard) {
  const { width, height } = photo
  const surface = boardSurface(photo, board)
  const distances = distanceMap(photo, surface, { overall: 0, calm: new Float32Array(width * height).fill(1) })
  const limit = limitOf(distances, width)
  const state = floodFromBorder(distances, width, height, limit)
  const open = state.slice()
  let holes = 0
  forEachEnclosed(open, { distances, width, limit }, (runs) => {
    if (!isBoard(runs, board, width)) return
    for (let at = 0; at < runs.length; at += 2) open.fill(0, runs[at] ?? 0, (runs[at + 1] ?? -1) + 1)
    holes++
  })
  const finish = (alpha: Uint8Array<ArrayBuffer>) => {
    removeDirt(alpha, distances, width, { area: 1 + Math.round(width * height * 1e-5), peak: 2 * limit })
    softenEdges(alpha, { photo, surface, distances, limit })
    return alpha
  }
  const alpha = finish(open)
  return holes === 0 ? { alpha } : { alpha, holes: { open: alpha, closed: finish(state) } }
}

/** What nine of ten pixels of the border stay under, with room: lossy files ring at each line. */
function limitOf(distances: Uint8Array, width: number): number {
  const border = [...distances.subarray(0, 2 * width), ...distances.subarray(distances.length - 2 * width)].sort(
    (one, other) => one - other,
  )
  // A subject may stand on a part of the border.
  return Math.min(24, Math.max(4, 1.7 * (border[Math.floor(border.length * 0.6)] ?? 0) + 3))
}

/** As large as a square, and of both colours: a white of the subject's own is of one. */
function isBoard(runs: readonly number[], board: Checkerboard, width: number): boolean {
  const counts = [0, 0]
  let area = 0
  for (let at = 0; at < runs.length; at += 2) {
    for (let place = runs[at] ?? 0; place <= (runs[at + 1] ?? -1); place++) {
      const [x, y] = [place % width, Math.floor(place / width)]
      area++
      // On lines any mixture of the two is taken for the board.
      if (fromLine(board, x, y) < blurred) continue
      const square = squareAt(board, x, y)
      counts[square] = (counts[square] ?? 0) + 1
    }
  }
  const [one = 0, other = 0] = counts
  const isLarge = area >= board.across.step * board.down.step
  return isLarge && one + other > 0 && Math.min(one, other) >= leastShare * (one + other)
}
