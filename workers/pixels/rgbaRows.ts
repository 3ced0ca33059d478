import { isDeep, pixelBytesOf, type RowSource } from './rows.ts'

/** Puts the rows from `first` on, as many as fit, into `target` as RGBA, 8 bits a channel. Gives the number of rows. */
export function rgbaRows(source: RowSource, first: number, target: Uint8ClampedArray | Uint8Array): number {
  const { size, colour, writeRow } = source
  if (isDeep(colour)) throw new TypeError('16 bits do not fit into 8')
  const bytes = pixelBytesOf[colour]
  const row = new Uint8Array(size.width * bytes)
  const rows = Math.min(size.height - first, Math.floor(target.length / (size.width * 4)))
  for (let index = 0; index < rows; index += 1) {
    writeRow(first + index, row)
    expand(row, bytes, target, index * size.width * 4)
  }
  return rows
}

function expand(row: Uint8Array, bytes: number, target: Uint8ClampedArray | Uint8Array, place: number): void {
  if (bytes === 4) {
    target.set(row, place)
    return
  }
  const [green, blue] = bytes === 3 ? [1, 2] : [0, 0]
  for (let from = 0, to = place; from < row.length; from += bytes, to += 4) {
    target[to] = row[from] ?? 0
    target[to + 1] = row[from + green] ?? 0
    target[to + 2] = row[from + blue] ?? 0
    target[to + 3] = bytes === 2 ? (row[from + 1] ?? 0) : 255
  }
}
