/** Cells of a picture: for each the sums of red, green and blue times weight, and the sum of weights; all zero where nothing is known. */
export interface ColourGrid {
  columns: number
  rows: number
  sums: Float64Array
}

/**
 * The mean colour of each cell, three numbers each. Cells of which nothing is known take theirs from the grid at half the size, between its cells,
 * which is filled in the same way: so colours go on smoothly, and the farther the softer (pull and push, Gortler et al. 1996).
 */
export function filledGrid({ columns, rows, sums }: ColourGrid): Float64Array {
  const colours = new Float64Array(columns * rows * 3)
  const empty: number[] = []
  for (let cell = 0; cell < columns * rows; cell += 1) {
    const weight = sums[cell * 4 + 3] ?? 0
    if (weight === 0) empty.push(cell)
    else for (let c = 0; c < 3; c += 1) colours[cell * 3 + c] = (sums[cell * 4 + c] ?? 0) / weight
  }
  if (empty.length === 0 || empty.length === columns * rows) return colours
  const half = halved({ columns, rows, sums })
  const coarse = filledGrid(half)
  for (const cell of empty) {
    const [u, v] = [((cell % columns) - 0.5) / 2, (Math.floor(cell / columns) - 0.5) / 2]
    for (let c = 0; c < 3; c += 1) colours[cell * 3 + c] = between(coarse, half, u, v, c)
  }
  return colours
}

function halved({ columns, rows, sums }: ColourGrid): ColourGrid {
  const half = { columns: Math.ceil(columns / 2), rows: Math.ceil(rows / 2) }
  const small = new Float64Array(half.columns * half.rows * 4)
  for (let cell = 0; cell < columns * rows; cell += 1) {
    const to = (Math.floor(cell / columns / 2) * half.columns + Math.floor((cell % columns) / 2)) * 4
    for (let part = 0; part < 4; part += 1) small[to + part] = (small[to + part] ?? 0) + (sums[cell * 4 + part] ?? 0)
  }
  return { ...half, sums: small }
}

/** Bilinear between four cells; outside, the nearest ones. */
function between(colours: Float64Array, { columns, rows }: ColourGrid, u: number, v: number, channel: number): number {
  const [left, top] = [Math.floor(u), Math.floor(v)]
  const at = (x: number, y: number) => {
    const [column, row] = [Math.min(Math.max(x, 0), columns - 1), Math.min(Math.max(y, 0), rows - 1)]
    return colours[(row * columns + column) * 3 + channel] ?? 0
  }
  const upper = at(left, top) * (left + 1 - u) + at(left + 1, top) * (u - left)
  const lower = at(left, top + 1) * (left + 1 - u) + at(left + 1, top + 1) * (u - left)
  return upper * (top + 1 - v) + lower * (v - top)
}
