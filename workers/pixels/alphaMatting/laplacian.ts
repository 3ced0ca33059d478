/** Pixels that surround the picture on each side of a grid, so that no neighbour lies outside the arrays. */
export const gridPadding = 2

/** A part of the photo on which alpha is to be found, with `gridPadding` empty pixels around it. */
export interface MattingGrid {
  /** With the padding. */
  width: number
  height: number
  /** Three numbers a pixel, 0 to 1. */
  colours: Float32Array
  /** 0 to 1: given where known, a first guess where unknown. */
  alpha: Float32Array
  /** 1 where alpha is to be found. */
  unknown: Uint8Array
  /** What a mask says of each alpha, 0 to 1, and the weight of that (0 for none; the matting itself weighs about 1 a pixel). */
  guess: Float32Array
  trust: number
}

/** Numbers kept for each pixel of the matrix: its diagonal, and the neighbours that come after it within two pixels. */
export const stencilSize = 13

/** Variance below which a window counts as flat (Levin's epsilon). */
const flatVariance = 1e-7

/** How far the neighbours of a stencil lie ahead in a grid of this width: two in the row, then five in each of the next two. */
export function stencilOffsets(width: number): Int32Array {
  const offsets = [0, 1, 2]
  for (const row of [1, 2]) for (let x = -2; x <= 2; x++) offsets.push(row * width + x)
  return Int32Array.from(offsets)
}

/**
 * The matting Laplacian of Levin, Lischinski and Weiss ("A closed-form solution to natural image matting", 2008) over windows of 3 by 3 pixels that hold an
 * unknown pixel. Being symmetric, only the half after the diagonal is kept.
 */
export function mattingLaplacian(grid: MattingGrid): Float32Array {
  const { width, height, unknown } = grid
  const stencils = new Float32Array(width * height * stencilSize)
  const deviations = new Float64Array(27)
  const solved = new Float64Array(27)
  for (let y = gridPadding + 1; y < height - gridPadding - 1; y++) {
    for (let x = gridPadding + 1; x < width - gridPadding - 1; x++) {
      const centre = y * width + x
      if (!holdsUnknown(unknown, centre, width)) continue
      explainWindow(grid.colours, centre, width, deviations, solved)
      addWindow(stencils, centre, width, deviations, solved)
    }
  }
  return stencils
}

function holdsUnknown(unknown: Uint8Array, centre: number, width: number): boolean {
  for (let row = centre - width - 1; row <= centre + width - 1; row += width)
    if (unknown[row] === 1 || unknown[row + 1] === 1 || unknown[row + 2] === 1) return true
  return false
}

/** The window's colours less their mean, and those multiplied by the inverse of their covariance. */
function explainWindow(
  colours: Float32Array,
  centre: number,
  width: number,
  deviations: Float64Array,
  solved: Float64Array,
): void {
  let [mr, mg, mb] = [0, 0, 0]
  for (let k = 0; k < 9; k++) {
    const i = (centre + (Math.floor(k / 3) - 1) * width + (k % 3) - 1) * 3
    const r = colours[i] ?? 0
    const g = colours[i + 1] ?? 0
    const b = colours[i + 2] ?? 0
    deviations[k * 3] = r
    deviations[k * 3 + 1] = g
    deviations[k * 3 + 2] = b
    mr += r / 9
    mg += g / 9
    mb += b / 9
  }
  let [rr, rg, rb, gg, gb, bb] = [flatVariance / 9, 0, 0, flatVariance / 9, 0, flatVariance / 9]
  for (let k = 0; k < 27; k += 3) {
    const r = (deviations[k] ?? 0) - mr
    const g = (deviations[k + 1] ?? 0) - mg
    const b = (deviations[k + 2] ?? 0) - mb
    deviations[k] = r
    deviations[k + 1] = g
    deviations[k + 2] = b
    rr += (r * r) / 9
    rg += (r * g) / 9
    rb += (r * b) / 9
    gg += (g * g) / 9
    gb += (g * b) / 9
    bb += (b * b) / 9
  }
  const irr = gg * bb - gb * gb
  const irg = rb * gb - rg * bb
  const irb = rg * gb - rb * gg
  const scale = 1 / (rr * irr + rg * irg + rb * irb)
  const igg = rr * bb - rb * rb
  const igb = rb * rg - rr * gb
  const ibb = rr * gg - rg * rg
  for (let k = 0; k < 27; k += 3) {
    const r = (deviations[k] ?? 0) * scale
    const g = (deviations[k + 1] ?? 0) * scale
    const b = (deviations[k + 2] ?? 0) * scale
    solved[k] = irr * r + irg * g + irb * b
    solved[k + 1] = irg * r + igg * g + igb * b
    solved[k + 2] = irb * r + igb * g + ibb * b
  }
}

function addWindow(
  stencils: Float32Array,
  centre: number,
  width: number,
  deviations: Float64Array,
  solved: Float64Array,
): void {
  for (let k = 0; k < 9; k++) {
    const row = Math.floor(k / 3)
    const column = k - row * 3
    const at = (centre + (row - 1) * width + column - 1) * stencilSize
    const r = deviations[k * 3] ?? 0
    const g = deviations[k * 3 + 1] ?? 0
    const b = deviations[k * 3 + 2] ?? 0
    for (let l = k; l < 9; l++) {
      const down = Math.floor(l / 3) - row
      const right = (l % 3) - column
      const slot = at + (down === 0 ? right : down * 5 + right)
      const shared = r * (solved[l * 3] ?? 0) + g * (solved[l * 3 + 1] ?? 0) + b * (solved[l * 3 + 2] ?? 0)
      stencils[slot] = (stencils[slot] ?? 0) + (k === l ? 1 : 0) - (1 + shared) / 9
    }
  }
}
