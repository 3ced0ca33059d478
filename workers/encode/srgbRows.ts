import type { ColourSpace } from '#core/cut.ts'
import { converter } from '#workers/colour/convert.ts'
import { pixelBytesOf, type RowSource } from '#workers/pixels/rows.ts'

/** The same picture with sRGB numbers, for files that cannot say what theirs mean. Grey has the same numbers in both spaces. */
export function srgbRows(source: RowSource, from: ColourSpace): RowSource {
  const { colour, writeRow } = source
  if (from === 'srgb' || (colour !== 'rgb' && colour !== 'rgba')) return source
  const bytes = pixelBytesOf[colour]
  const toSrgb = converter(from, 'srgb')
  return {
    ...source,
    writeRow(y, row) {
      writeRow(y, row)
      for (let at = 0; at < row.length; at += bytes)
        row.set(toSrgb([row[at] ?? 0, row[at + 1] ?? 0, row[at + 2] ?? 0]), at)
    },
  }
}
