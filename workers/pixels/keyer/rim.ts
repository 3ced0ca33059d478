/** Steps from a hole's rim within which its edge must be there, and those within which it may still grow. */
const near = 3
const far = 9
/** Contrast, in colour levels, that an edge has at least; and its share of what it still grows to. */
const leastContrast = 12
const leastShare = 0.55
/** Share of the rim that must be so. */
const leastRim = 0.75

/**
 * Whether an area ends at an edge nearly all round, as the backdrop does behind a subject. A gleam fades: it is light on the subject.
 * @param contrast how far a pixel is from the backdrop, in colour levels
 */
export function hasSharpRim(
  places: readonly number[],
  isInside: (at: number) => boolean,
  { width, height }: { width: number; height: number },
  contrast: (at: number) => number,
): boolean {
  let rim = 0
  let sharp = 0
  const look = (at: number, x: number, y: number, dx: number, dy: number) => {
    if (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height || isInside(at + dy * width + dx)) return
    rim++
    let close = 0
    let most = 0
    for (let step = 1; step <= far; step++) {
      const [nx, ny] = [x + dx * step, y + dy * step]
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) break
      const value = contrast(ny * width + nx)
      if (step <= near) close = Math.max(close, value)
      most = Math.max(most, value)
    }
    if (close >= leastContrast && close >= leastShare * most) sharp++
  }
  for (const at of places) {
    const x = at % width
    const y = (at - x) / width
    look(at, x, y, 1, 0)
    look(at, x, y, -1, 0)
    look(at, x, y, 0, 1)
    look(at, x, y, 0, -1)
  }
  return rim > 0 && sharp >= leastRim * rim
}
