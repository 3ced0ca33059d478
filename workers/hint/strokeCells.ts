import type { Size } from '#core/geometry.ts'
import { type Segment, segmentsOf } from '#core/strokeSegments.ts'
import type { Stroke } from '#core/strokes.ts'

/**
 * The cells whose middles a stroke covers, of a grid that is laid over the whole photo: 1 there, else 0. At least the cell in which it began.
 * @param core the part of the stroke's width that counts, 0 to 1
 */
export function strokeCells(stroke: Stroke, photo: Size, grid: Size, core = 1): Uint8Array {
  const cells = new Uint8Array(grid.width * grid.height)
  const cell = { width: photo.width / grid.width, height: photo.height / grid.height }
  const place = (at: number, length: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(at / length)))
  for (const piece of segmentsOf(stroke, { scale: 1, x: 0, y: 0 })) {
    const reach = core * Math.max(piece.radius, piece.toRadius)
    const left = place(Math.min(piece.x, piece.toX) - reach, cell.width, grid.width)
    const right = place(Math.max(piece.x, piece.toX) + reach, cell.width, grid.width)
    const top = place(Math.min(piece.y, piece.toY) - reach, cell.height, grid.height)
    const bottom = place(Math.max(piece.y, piece.toY) + reach, cell.height, grid.height)
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++)
        if (isWithin(piece, (column + 0.5) * cell.width, (row + 0.5) * cell.height, core))
          cells[row * grid.width + column] = 1
  }
  const first = stroke.points[0]
  if (first !== undefined)
    cells[place(first.y, cell.height, grid.height) * grid.width + place(first.x, cell.width, grid.width)] = 1
  return cells
}

function isWithin({ x, y, radius, toX, toY, toRadius }: Segment, atX: number, atY: number, core: number): boolean {
  const [alongX, alongY] = [toX - x, toY - y]
  const length = alongX * alongX + alongY * alongY
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((atX - x) * alongX + (atY - y) * alongY) / length))
  const wide = core * (radius + share * (toRadius - radius))
  return (atX - x - share * alongX) ** 2 + (atY - y - share * alongY) ** 2 <= wide * wide
}
