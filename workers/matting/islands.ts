import type { Rect, Size } from '#core/geometry.ts'

/** A connected part of a mask. */
interface Island {
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
  // Every pixel is put on the stack at most once, when it gets its label.
  const stack = new Int32Array(width * height)
  for (let seed = 0; seed < label.length; seed++) {
    if (label[seed] !== 0 || (mask[seed] ?? 0) <= shore) continue
    const number = islands.length + 1
    let [left, right, top, bottom, area] = [width, 0, height, 0, 0]
    label[seed] = number
    stack[0] = seed
    for (let depth = 1; depth > 0; ) {
      const pixel = stack[--depth] ?? 0
      const x = pixel % width
      const y = (pixel - x) / width
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
      if ((mask[pixel] ?? 0) > 0.5) area++
      const [firstX, lastX] = [x > 0 ? -1 : 0, x < width - 1 ? 1 : 0]
      for (let row = y > 0 ? -width : 0; row <= (y < height - 1 ? width : 0); row += width) {
        for (let next = pixel + row + firstX; next <= pixel + row + lastX; next++) {
          if (label[next] !== 0 || (mask[next] ?? 0) <= shore) continue
          label[next] = number
          stack[depth++] = next
        }
      }
    }
    islands.push({ area, bounds: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 } })
  }
  return { islands, label }
}
