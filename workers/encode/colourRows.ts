import type { Size } from '#core/geometry.ts'
import type { RowSource } from '#workers/pixels/rows.ts'
import { filledGrid } from './filledGrid.ts'

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

/** Mean colour of what is seen in each cell; cells in which nothing is go on smoothly from those around them. */
function filledCells({ size, pixels }: Cutout['photo'], alpha: Uint8Array, columns: number): Uint8Array {
  const rows = Math.ceil(size.height / cellSide)
  const sums = new Float64Array(columns * rows * 4)
  for (let index = 0; index < alpha.length; index += 1) {
    const opacity = alpha[index] ?? 0
    if (opacity === 0) continue
    const cell = Math.floor(index / size.width / cellSide) * columns + Math.floor((index % size.width) / cellSide)
    for (let channel = 0; channel < 3; channel += 1)
      sums[cell * 4 + channel] = (sums[cell * 4 + channel] ?? 0) + opacity * (pixels[index * 4 + channel] ?? 0)
    sums[cell * 4 + 3] = (sums[cell * 4 + 3] ?? 0) + opacity
  }
  return Uint8Array.from(filledGrid({ columns, rows, sums }), Math.round)
}
