import type { Size } from '#core/geometry.ts'
import type { RowSource } from '#workers/pixels/rows.ts'

interface Cutout {
  photo: { size: Size; pixels: Uint8ClampedArray }
  alpha: Uint8Array
}

/** Side of the cells by which unseen pixels are filled: what JPEG and WebP code as one, so that the fill leaves no trace in seen ones. */
const cellSide = 16

/**
 * The colours of a cutout without its alpha, to be laid under it by another program. Seen pixels are exactly as they are.
 * What was cut away must not be found in the file, so unseen pixels get the mean colour of what is seen near them:
 * then neither lossy files nor programs that scale the layers draw a foreign colour into the edge.
 */
export function colourRows({ photo, alpha }: Cutout): RowSource {
  const { width } = photo.size
  const columns = Math.ceil(width / cellSide)
  const fill = filledCells(photo, alpha, columns)
  return {
    size: photo.size,
    colour: 'rgb',
    writeRow(y, row) {
      const firstCell = Math.floor(y / cellSide) * columns
      for (let x = 0; x < width; x += 1) {
        const index = y * width + x
        const isSeen = (alpha[index] ?? 0) > 0
        const [from, at] = isSeen ? [photo.pixels, index * 4] : [fill, (firstCell + Math.floor(x / cellSide)) * 3]
        for (let channel = 0; channel < 3; channel += 1) row[x * 3 + channel] = from[at + channel] ?? 0
      }
    },
  }
}

/** Mean colour of what is seen in each cell; cells in which nothing is take the colour of the nearest one. */
function filledCells({ size, pixels }: Cutout['photo'], alpha: Uint8Array, columns: number): Uint8Array {
  const count = columns * Math.ceil(size.height / cellSide)
  const sums = new Float64Array(count * 4)
  for (let index = 0; index < alpha.length; index += 1) {
    const opacity = alpha[index] ?? 0
    if (opacity === 0) continue
    const cell = Math.floor(index / size.width / cellSide) * columns + Math.floor((index % size.width) / cellSide)
    for (let channel = 0; channel < 3; channel += 1)
      sums[cell * 4 + channel] = (sums[cell * 4 + channel] ?? 0) + opacity * (pixels[index * 4 + channel] ?? 0)
    sums[cell * 4 + 3] = (sums[cell * 4 + 3] ?? 0) + opacity
  }
  const fill = new Uint8Array(count * 3)
  const filled: number[] = []
  for (let cell = 0; cell < count; cell += 1) {
    const weight = sums[cell * 4 + 3] ?? 0
    if (weight === 0) continue
    for (let channel = 0; channel < 3; channel += 1)
      fill[cell * 3 + channel] = Math.round((sums[cell * 4 + channel] ?? 0) / weight)
    filled.push(cell)
  }
  spread(fill, filled, columns)
  return fill
}

/** Hands colours on from cell to cell, step by step from all that have one. */
function spread(fill: Uint8Array, filled: number[], columns: number): void {
  const count = fill.length / 3
  const has = new Uint8Array(count)
  for (const cell of filled) has[cell] = 1
  // The list grows while it is walked: those just filled hand on in their turn.
  for (const cell of filled) {
    const column = cell % columns
    const neighbours = [cell - columns, cell + columns]
    if (column > 0) neighbours.push(cell - 1)
    if (column < columns - 1) neighbours.push(cell + 1)
    for (const next of neighbours) {
      if (next < 0 || next >= count || has[next] === 1) continue
      has[next] = 1
      fill.set(fill.subarray(cell * 3, cell * 3 + 3), next * 3)
      filled.push(next)
    }
  }
}
