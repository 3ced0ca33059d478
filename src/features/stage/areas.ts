import type { Rect } from '#core/geometry.ts'

/** The smallest rectangle that holds both; one without width holds nothing. */
export function around(one: Rect | undefined, other: Rect): Rect {
  if (one === undefined || one.width === 0 || one.height === 0) return other
  if (other.width === 0 || other.height === 0) return one
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)]
  const right = Math.max(one.x + one.width, other.x + other.width)
  const bottom = Math.max(one.y + one.height, other.y + other.height)
  return { x, y, width: right - x, height: bottom - y }
}

/** What two rectangles share; without width or height where that is nothing. */
export function overlap(one: Rect, other: Rect): Rect {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)]
  const right = Math.min(one.x + one.width, other.x + other.width)
  const bottom = Math.min(one.y + one.height, other.y + other.height)
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) }
}
