import type { SubjectAt } from '#workers/pixels/keyer/opened.ts'
import type { AlphaPlane } from '#workers/pixels/resize/resize.ts'

/** How far a network's mask takes a place of the photo for the subject. */
export function subjectIn({ width, height, data }: AlphaPlane): SubjectAt {
  return (x, y) => {
    const column = Math.min(width - 1, Math.max(0, Math.floor(x * width)))
    const row = Math.min(height - 1, Math.max(0, Math.floor(y * height)))
    return data[row * width + column] ?? 0
  }
}
