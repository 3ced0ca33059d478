import type { Size } from '#core/geometry.ts'
import { type Taps, triangleTaps } from './taps.ts'

/** Pixels as a canvas gives them: red, green, blue, alpha in bytes, row by row; `ImageData` fits. */
export interface RgbaPixels extends Size {
  data: Uint8ClampedArray | Uint8Array
}

/** A mask as a network gives it: alpha 0 to 1, row by row. */
export interface AlphaPlane extends Size {
  data: Float32Array
}

/**
 * Resizes to three planes (all red, all green, all blue) of values 0 to 1, as networks take them. Alpha is not looked at.
 * Bilinear; antialiased when shrinking, so that a 12 MP photo loses nothing between the pixels of a small input.
 */
export function resizeToPlanes(photo: RgbaPixels, target: Size): Float32Array {
  const { width, height, data } = photo
  const across = triangleTaps(width, target.width)
  const area = target.width * target.height
  const planes = new Float32Array(3 * area)
  const rowLength = 3 * target.width
  const mixed = new Float32Array(rowLength)
  const readRow: ReadRow = (y, row) => shrinkRgbaRow(data, y * width * 4, across, row)
  forEachRow(readRow, rowLength, triangleTaps(height, target.height), (y, rows) => {
    mixRows(rows, mixed)
    for (let x = 0; x < rowLength; x++) mixed[x] = (mixed[x] ?? 0) / 255
    for (let plane = 0; plane < 3; plane++) {
      const values = mixed.subarray(plane * target.width, (plane + 1) * target.width)
      planes.set(values, plane * area + y * target.width)
    }
  })
  return planes
}

/** Resizes a mask, usually up to its photo's size, to bytes 0 to 255. Bilinear with half-pixel centres; antialiased when shrinking. */
export function resizeMask(mask: AlphaPlane, target: Size): Uint8Array<ArrayBuffer> {
  const { width, height, data } = mask
  const across = triangleTaps(width, target.width)
  const bytes = new Uint8Array(target.width * target.height)
  const mixed = new Float32Array(target.width)
  const readRow: ReadRow = (y, row) => resizeAlphaRow(data, y * width, across, row)
  forEachRow(readRow, target.width, triangleTaps(height, target.height), (y, rows) => {
    mixRows(rows, mixed)
    const offset = y * target.width
    for (let x = 0; x < mixed.length; x++) bytes[offset + x] = (mixed[x] ?? 0) * 255 + 0.5
  })
  return bytes
}

/** Writes source row `y`, already resized across, to `row`. */
type ReadRow = (y: number, row: Float32Array) => void

interface WeightedRow {
  row: Float32Array
  weight: number
}

/**
 * Calls `write` for each target row with the rows it is made of. Each source row is read once and kept only as long as a target row
 * needs it, so that no copy of the photo at half the resize exists.
 */
function forEachRow(
  read: ReadRow,
  rowLength: number,
  down: Taps,
  write: (y: number, rows: WeightedRow[]) => void,
): void {
  const kept = Array.from({ length: down.widest }, () => new Float32Array(rowLength))
  let next = 0
  for (let y = 0; y < down.start.length; y++) {
    const start = down.start[y] ?? 0
    const count = down.count[y] ?? 0
    const rows: WeightedRow[] = []
    for (let tap = 0; tap < count; tap++) {
      const row = kept[(start + tap) % kept.length]
      if (row === undefined) continue
      if (start + tap >= next) {
        read(start + tap, row)
        next = start + tap + 1
      }
      rows.push({ row, weight: down.weight[y * down.widest + tap] ?? 0 })
    }
    write(y, rows)
  }
}

function mixRows(rows: WeightedRow[], mixed: Float32Array): void {
  const [first, second] = rows
  // Growing always mixes two rows; without this case of its own it takes twice as long.
  if (rows.length === 2 && first !== undefined && second !== undefined) {
    mixTwo(first, second, mixed)
    return
  }
  mixed.fill(0)
  for (const { row, weight } of rows) {
    for (let x = 0; x < mixed.length; x++) mixed[x] = (mixed[x] ?? 0) + weight * (row[x] ?? 0)
  }
}

function mixTwo(first: WeightedRow, second: WeightedRow, mixed: Float32Array): void {
  const a = first.row
  const b = second.row
  for (let x = 0; x < mixed.length; x++) mixed[x] = first.weight * (a[x] ?? 0) + second.weight * (b[x] ?? 0)
}

function shrinkRgbaRow(data: RgbaPixels['data'], offset: number, across: Taps, row: Float32Array): void {
  const { start, count, weight, widest } = across
  const width = start.length
  for (let x = 0; x < width; x++) {
    let at = offset + (start[x] ?? 0) * 4
    const firstTap = x * widest
    const endTap = firstTap + (count[x] ?? 0)
    let red = 0
    let green = 0
    let blue = 0
    for (let tap = firstTap; tap < endTap; tap++, at += 4) {
      const share = weight[tap] ?? 0
      red += share * (data[at] ?? 0)
      green += share * (data[at + 1] ?? 0)
      blue += share * (data[at + 2] ?? 0)
    }
    row[x] = red
    row[width + x] = green
    row[2 * width + x] = blue
  }
}

function resizeAlphaRow(data: Float32Array, offset: number, across: Taps, row: Float32Array): void {
  const { start, count, weight, widest } = across
  for (let x = 0; x < row.length; x++) {
    const at = offset + (start[x] ?? 0)
    const firstTap = x * widest
    const taps = count[x] ?? 0
    let sum = 0
    for (let tap = 0; tap < taps; tap++) sum += (weight[firstTap + tap] ?? 0) * (data[at + tap] ?? 0)
    row[x] = sum
  }
}
