/** The place furthest inside what a mask has wrong (both 0 or 1, squares of `side` pixels), and how far inside it is: where a person dabs. */
export function middleOf(mask: Uint8Array, truth: Uint8Array, side: number): { at: number; depth: number } {
  const depths = Float32Array.from(mask, (value, index) => (value === truth[index] ? 0 : 1e4))
  for (let index = 0; index < depths.length; index++) relax(depths, index, side, -1)
  for (let index = depths.length - 1; index >= 0; index--) relax(depths, index, side, 1)
  let at = 0
  for (const [index, depth] of depths.entries()) if (depth > (depths[at] ?? 0)) at = index
  return { at, depth: depths[at] ?? 0 }
}

/** The least way out through the neighbours that a pass has seen already; the frame's edge is outside. */
function relax(depths: Float32Array, index: number, side: number, step: 1 | -1): void {
  if (depths[index] === 0) return
  const [column, row] = [index % side, Math.floor(index / side)]
  const outside = (x: number, y: number) => x < 0 || y < 0 || x >= side || y >= side
  const from = (x: number, y: number, length: number) =>
    (outside(column + x, row + y) ? 0 : (depths[index + x + y * side] ?? 0)) + length
  depths[index] = Math.min(
    depths[index] ?? 0,
    from(step, 0, 1),
    from(0, step, 1),
    from(step, step, Math.SQRT2),
    from(-step, step, Math.SQRT2),
  )
}

/** A dab around a pixel, as far as it lies on that pixel's side of the truth, into keep or remove; the other plane is wiped there. */
export function draw(hints: Float32Array, truth: Uint8Array, at: number, side: number): void {
  const radius = Math.max(3, Math.floor(side / 64))
  const [x, y] = [at % side, Math.floor(at / side)]
  const [into, other] = truth[at] === 1 ? [0, 1] : [1, 0]
  for (let row = Math.max(0, y - radius); row <= Math.min(side - 1, y + radius); row++) {
    for (let column = Math.max(0, x - radius); column <= Math.min(side - 1, x + radius); column++) {
      const index = row * side + column
      if ((column - x) ** 2 + (row - y) ** 2 > radius ** 2 || truth[index] !== truth[at]) continue
      hints[into * side * side + index] = 1
      hints[other * side * side + index] = 0
    }
  }
}
