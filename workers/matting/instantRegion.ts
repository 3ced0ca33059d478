import type { Rect, Size } from '#core/geometry.ts'
import { findIslands } from './islands.ts'

/** Alpha above which pixels hang together as one person. */
const shore = 0.3
/** People much smaller than the largest stand in the background; this is the least share of its area that stays. */
const leastShare = 0.2
/** Less than this share of the photo is noise, not a person. */
const leastPerson = 0.0015

export interface People {
  /** The mask without its small islands. */
  mask: Float32Array
  /** Bounds of everyone that stayed; undefined when there is nobody. */
  bounds: Rect | undefined
}

/** Keeps the largest person and whoever is not much smaller. */
export function keepPeople(mask: Float32Array, size: Size): People {
  const { islands, label } = findIslands(mask, size, shore)
  const leastArea = leastPerson * size.width * size.height
  const largest = Math.max(leastArea, ...islands.map(({ area }) => area))
  const isKept = islands.map(({ area }) => area >= leastArea && area >= leastShare * largest)
  const kept = mask.map((alpha, pixel) => {
    const island = label[pixel] ?? 0
    return island === 0 || isKept[island - 1] ? alpha : 0
  })
  return { mask: kept, bounds: union(islands.filter((_, i) => isKept[i]).map(({ bounds }) => bounds)) }
}

function union(rects: Rect[]): Rect | undefined {
  if (rects.length === 0) return undefined
  const x = Math.min(...rects.map((rect) => rect.x))
  const y = Math.min(...rects.map((rect) => rect.y))
  const right = Math.max(...rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
  return { x, y, width: right - x, height: bottom - y }
}

/** The rectangle with a margin (a share of each side) all round, widened until neither side is longer than `aspect` times the other. */
export function frame({ x, y, width, height }: Rect, margin: number, aspect: number): Rect {
  const wide = width * (1 + 2 * margin)
  const tall = height * (1 + 2 * margin)
  const size = { width: Math.max(wide, tall / aspect), height: Math.max(tall, wide / aspect) }
  return { x: x + (width - size.width) / 2, y: y + (height - size.height) / 2, ...size }
}

/** Overlapping parts of a rectangle along its longer side; each is `share` of that side long. */
export function parts(rect: Rect, count: number, share: number): Rect[] {
  const { x, y, width, height } = rect
  return Array.from({ length: count }, (_, i) => {
    const start = ((1 - share) * i) / Math.max(1, count - 1)
    return height >= width
      ? { x, y: y + start * height, width, height: share * height }
      : { x: x + start * width, y, width: share * width, height }
  })
}

/** Shared area over joint area, 0 to 1. */
export function overlap(one: Rect, other: Rect): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  const shared = Math.max(0, width) * Math.max(0, height)
  return shared / (one.width * one.height + other.width * other.height - shared)
}
