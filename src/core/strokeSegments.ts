import type { Rect, Size } from './geometry.ts'
import type { Stroke, StrokePoint } from './strokes.ts'

/** Where a picture that is painted on lies over the photo: `scale` of its pixels for one of the photo, the photo's corner at (x, y). */
export interface Placement {
  scale: number
  x: number
  y: number
}

/** A piece of a stroke between two places, in pixels of the picture that is painted on; the radius changes evenly from one end to the other. */
export interface Segment {
  x: number
  y: number
  radius: number
  toX: number
  toY: number
  toRadius: number
}

/** Side of the squares that pictures are painted in, in pixels. */
export const tileSide = 64

/** The thinnest a pen can make a stroke, as a share of its full width. */
const leastWidth = 0.15

/** A fading edge is at least so many pixels wide, half of them outside the radius: nothing that is painted has steps. */
export const leastFade = 1

/** The stroke's pieces from this place on; a single place is a piece without length. */
export function segmentsOf(stroke: Stroke, placement: Placement, from = 0): Segment[] {
  const { points } = stroke
  const first = points[0]
  if (points.length === 1 && first !== undefined) return from > 0 ? [] : [segment(stroke, first, first, placement)]
  const segments: Segment[] = []
  for (let at = Math.max(1, from); at < points.length; at++) {
    const [start, end] = [points[at - 1], points[at]]
    if (start !== undefined && end !== undefined) segments.push(segment(stroke, start, end, placement))
  }
  return segments
}

function segment({ size }: Stroke, start: StrokePoint, end: StrokePoint, { scale, x, y }: Placement): Segment {
  const radius = (pressure: number) => (size / 2) * (leastWidth + (1 - leastWidth) * pressure) * scale
  return {
    x: start.x * scale + x,
    y: start.y * scale + y,
    radius: radius(start.pressure),
    toX: end.x * scale + x,
    toY: end.y * scale + y,
    toRadius: radius(end.pressure),
  }
}

/** The pixels that these pieces can change, within a picture of this size; of no width where there are none. */
export function segmentBounds(segments: readonly Segment[], { width, height }: Size): Rect {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (const { x, y, radius, toX, toY, toRadius } of segments) {
    const reach = Math.max(radius, toRadius) + leastFade / 2
    left = Math.min(left, x - reach, toX - reach)
    top = Math.min(top, y - reach, toY - reach)
    right = Math.max(right, x + reach, toX + reach)
    bottom = Math.max(bottom, y + reach, toY + reach)
  }
  const [startX, startY] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))]
  const [endX, endY] = [Math.min(width, Math.ceil(right)), Math.min(height, Math.ceil(bottom))]
  return { x: startX, y: startY, width: Math.max(0, endX - startX), height: Math.max(0, endY - startY) }
}

/** How many tiles lie side by side in a picture of this width. */
export function tileColumns(width: number): number {
  return Math.ceil(width / tileSide)
}

/** The tiles that a piece can change, counted row by row. */
export function tilesOf(piece: Segment, size: Size): number[] {
  const bounds = segmentBounds([piece], size)
  if (bounds.width === 0 || bounds.height === 0) return []
  const columns = tileColumns(size.width)
  const reach = Math.max(piece.radius, piece.toRadius) + leastFade / 2 + tileSide * Math.SQRT1_2
  const tiles: number[] = []
  for (let row = Math.floor(bounds.y / tileSide); row * tileSide < bounds.y + bounds.height; row++) {
    for (let column = Math.floor(bounds.x / tileSide); column * tileSide < bounds.x + bounds.width; column++) {
      const [x, y] = [(column + 0.5) * tileSide, (row + 0.5) * tileSide]
      if (distanceTo(piece, x, y) <= reach) tiles.push(row * columns + column)
    }
  }
  return tiles
}

/** The tiles that a stroke can change in a picture of this size. */
export function tilesTouched(stroke: Stroke, size: Size, scale: number): Set<number> {
  return new Set(segmentsOf(stroke, { scale, x: 0, y: 0 }).flatMap((piece) => tilesOf(piece, size)))
}

function distanceTo({ x, y, toX, toY }: Segment, atX: number, atY: number): number {
  const [alongX, alongY] = [toX - x, toY - y]
  const length = alongX * alongX + alongY * alongY
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((atX - x) * alongX + (atY - y) * alongY) / length))
  return Math.hypot(atX - x - share * alongX, atY - y - share * alongY)
}
