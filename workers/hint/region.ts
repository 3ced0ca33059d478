import type { Rect, Size } from '#core/geometry.ts'
import type { HintAnswer } from '#core/hints.ts'

/** How far a region goes on beneath what needs no change, in cells: where both meet no seam is left. */
const underCells = 4

/** How quickly a region fades with its likelihood: from 0 to 1 within one part of this. */
const steepness = 3

/**
 * The region that a dab means: what likely is of it, is on the side of the mask that it changes, and hangs together with it; the dab itself always.
 * @param likely how likely each cell is meant, 0 to 1
 * @param canChange 1 where the mask is not yet as the dab wants it
 * @returns how far each cell goes along, 0 to 1
 */
export function regionOf(likely: Float32Array, canChange: Uint8Array, dab: Uint8Array, size: Size): Float32Array {
  const inside = likely.map((value, at) => (dab[at] === 1 || (canChange[at] === 1 && value > 0.5) ? 1 : 0))
  const reached = reachedFrom(dab, (at) => inside[at] === 1, size)
  const around = grown(reached, size, underCells)
  return likely.map((value, at) => {
    if (dab[at] === 1) return 1
    if (reached[at] === 1) return Math.min(1, Math.max(0.5, (value - 0.5) * steepness + 0.5))
    if (around[at] !== 1) return 0
    // Beneath what is right already it goes on; beyond its own edge it fades.
    return canChange[at] === 1 ? Math.min(0.5, Math.max(0, (value - 0.5) * steepness + 0.5)) : 1
  })
}

/** The cells that can be reached from some of them by sides, through those that are open. */
export function reachedFrom(from: Uint8Array, isOpen: (cell: number) => boolean, { width, height }: Size): Uint8Array {
  const reached = new Uint8Array(from.length)
  const stack: number[] = []
  const enter = (cell: number) => {
    if (reached[cell] === 1 || !isOpen(cell)) return
    reached[cell] = 1
    stack.push(cell)
  }
  for (const [cell, value] of from.entries()) if (value === 1) enter(cell)
  for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
    const x = cell % width
    if (x > 0) enter(cell - 1)
    if (x < width - 1) enter(cell + 1)
    if (cell >= width) enter(cell - width)
    if (cell < width * (height - 1)) enter(cell + width)
  }
  return reached
}

/** The cells and all that are at most so many steps from them. */
function grown(cells: Uint8Array, { width }: Size, steps: number): Uint8Array {
  let all = cells
  for (let step = 0; step < steps; step++) {
    const last = all
    all = last.slice()
    for (const [at, value] of last.entries()) {
      if (value === 0) continue
      const x = at % width
      if (x > 0) all[at - 1] = 1
      if (x < width - 1) all[at + 1] = 1
      if (at >= width) all[at - width] = 1
      if (at + width < all.length) all[at + width] = 1
    }
  }
  return all
}

/** The region as an answer: only the cells that go along at all. */
export function answerOf(region: Float32Array, grid: Size): Omit<HintAnswer, 'changedShare'> {
  const part = boundsOf(region, grid)
  const data = new Uint8Array(part.width * part.height)
  for (let row = 0; row < part.height; row++)
    for (let column = 0; column < part.width; column++)
      data[row * part.width + column] = Math.round(255 * (region[(part.y + row) * grid.width + part.x + column] ?? 0))
  return { grid, part, data }
}

function boundsOf(region: Float32Array, { width }: Size): Rect {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0]
  for (const [at, value] of region.entries()) {
    if (value === 0) continue
    const [x, y] = [at % width, Math.floor(at / width)]
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + 1)
    bottom = Math.max(bottom, y + 1)
  }
  return right === 0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top }
}
