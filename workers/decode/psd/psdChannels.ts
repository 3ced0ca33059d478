import { Bytes } from '#workers/decode/bytes.ts'
import { unpackBits } from '#workers/decode/packBits.ts'
import type { PsdLayout } from './psdLayout.ts'

/** The row of a channel as bytes; undefined where the file ends before. */
export type RowOf = (channel: number, y: number) => Uint8Array | undefined

const [plain, runLengths] = [0, 1]

/** How the rows of the flat picture are had, each channel by itself; undefined for packings that Photoshop writes for layers only. */
export function rowReader(
  file: Uint8Array<ArrayBuffer>,
  { pixels, channels, width, height, depth, isLarge }: PsdLayout,
): RowOf | undefined {
  const bytes = new Bytes(file)
  const rowBytes = Math.ceil((width * depth) / 8)
  const start = pixels + 2
  const packing = bytes.u16(pixels)
  if (packing === plain)
    return (channel, y) => {
      const row = file.subarray(start + (channel * height + y) * rowBytes).subarray(0, rowBytes)
      return row.length === rowBytes ? row : undefined
    }
  if (packing !== runLengths) return undefined
  // The packed lengths of all rows stand before the rows.
  const step = isLarge ? 4 : 2
  const rows = channels * height
  const lengthOf = (row: number) => (isLarge ? bytes.u32(start + 4 * row) : bytes.u16(start + 2 * row))
  let [next, at] = [0, start + step * rows]
  return (channel, y) => {
    const wanted = channel * height + y
    // Rows are asked for one after the other, some channels at the end never.
    for (; next < wanted; next += 1) at += lengthOf(next)
    const row = unpackBits(file.subarray(at, at + lengthOf(wanted)), rowBytes)
    return row.length === rowBytes ? row : undefined
  }
}
