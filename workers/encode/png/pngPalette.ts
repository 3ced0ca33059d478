import { pixelBytesOf, type RowSource } from '#workers/pixels/rows.ts'
import { packedPixel } from './packedPixel.ts'
import type { Scanlines } from './scanlines.ts'

/**
 * The picture by palette: 1, 2, 4 or 8 bits a pixel. Grey ones need no palette where their levels are all of that depth (0 and 255; 0, 85, 170, 255; steps of 17).
 * @param colours all colours of the picture, at most 256
 */
export function paletteOf(source: RowSource, colours: ReadonlySet<number>): Scanlines {
  const { size, colour, writeRow } = source
  const bytes = pixelBytesOf[colour]
  const grey = greyDepth(colours)
  const bitDepth = grey ?? depthFor(colours.size)
  const isGrey = grey !== undefined
  const rowBytes = Math.ceil((size.width * bitDepth) / 8)
  const sorted = [...colours].sort(byAlphaThenLight)
  const step = 255 / (2 ** bitDepth - 1)
  const index = new Map(sorted.map((value, place) => [value, isGrey ? (value & 0xff) / step : place]))
  const wide = new Uint8Array(size.width * bytes)
  return {
    size,
    colourType: isGrey ? 0 : 3,
    bitDepth,
    pixelBytes: 1,
    rowBytes,
    writeRow(y, row) {
      writeRow(y, wide)
      row.fill(0)
      for (let x = 0; x < size.width; x += 1) {
        const bit = x * bitDepth
        const value = index.get(packedPixel(wide, x * bytes, bytes)) ?? 0
        row[bit >> 3] = (row[bit >> 3] ?? 0) | (value << (8 - bitDepth - (bit & 7)))
      }
    },
    ...(isGrey ? {} : { palette: Uint8Array.from(sorted.flatMap(channels)) }),
  }
}

/** What is not opaque stands first, so that the list of alphas can end early. */
function byAlphaThenLight(one: number, other: number): number {
  return (one >>> 24) - (other >>> 24) || light(one) - light(other) || one - other
}

function light(value: number): number {
  const [red = 0, green = 0, blue = 0] = channels(value)
  return red + 2 * green + blue
}

function channels(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]
}

function depthFor(count: number): 1 | 2 | 4 | 8 {
  if (count <= 2) return 1
  if (count <= 4) return 2
  return count <= 16 ? 4 : 8
}

/** The depth below 8 at which opaque grey levels are exact, if there is one. */
function greyDepth(colours: ReadonlySet<number>): 1 | 2 | 4 | undefined {
  const levels: number[] = []
  for (const value of colours) {
    const level = value & 0xff
    if (value !== ((255 << 24) | (level * 0x01_01_01)) >>> 0) return undefined
    levels.push(level)
  }
  return ([1, 2, 4] as const).find((depth) => levels.every((level) => level % (255 / (2 ** depth - 1)) === 0))
}
