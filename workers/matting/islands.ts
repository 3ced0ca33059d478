import type { Rect, Size } from '#core/geometry.ts'

/** A connected part of a mask. */
export interface Island {
  /** Pixels above one half. */
  area: number
  bounds: Rect
}

export interface Islands {
  islands: Island[]
  /** For each pixel the island's place in the list plus one; 0 for the sea. */
  label: Int32Array
}

/** Finds the parts of a mask that hang together (by sides or corners) above `shore`, 0 to 1. */
export function findIslands(mask: Float32Array, { width, height }: Size, shore: number): Islands {
  const label = new Int32Array(width * height)
  const islands: Island[] = []
  const queue: number[] = []
  for (let seed = 0; seed < label.length; seed++) {
    if (label[seed] !== 0 || (mask[seed] ?? 0) <= shore) continue
    const number = islands.length + 1
    let [left, right, top, bottom, area] = [width, 0, height, 0, 0]
    label[seed] = number
    queue.push(seed)
    for (let pixel = queue.pop(); pixel !== undefined; pixel = queue.pop()) {
      const x = pixel % width
      const y = (pixel - x) / width
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      if ((mask[pixel] ?? 0) > 0.5) area++
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx
          if (label[next] !== 0 || (mask[next] ?? 0) <= shore) continue
          label[next] = number
          queue.push(next)
        }
      }
    }
    islands.push({ area, bounds: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 } })
  }
  return { islands, label }
}
