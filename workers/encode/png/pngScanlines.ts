import { isDeep, pixelBytesOf, type RowSource } from '#workers/pixels/rows.ts'
import { packedPixel } from './packedPixel.ts'
import { paletteOf } from './pngPalette.ts'
import type { Scanlines } from './scanlines.ts'

const colourTypes = {
  grey: 0,
  grey16: 0,
  greyAlpha: 4,
  rgb: 2,
  rgb16: 2,
  rgba: 6,
  rgba16: 6,
} as const satisfies Record<RowSource['colour'], Scanlines['colourType']>

/** The smallest form that holds exactly these pixels: without colour where all is grey, without alpha where all is opaque, by palette where there are few colours. */
export function narrowest(source: RowSource): Scanlines {
  if (isDeep(source.colour)) return asTheyAre(source)
  const facts = study(source)
  const plain = asTheyAre(without(source, facts))
  if (facts.colours === undefined) return plain
  const indexed = paletteOf(source, facts.colours)
  return byteLength(indexed) < byteLength(plain) ? indexed : plain
}

function asTheyAre({ size, colour, writeRow }: RowSource): Scanlines {
  const pixelBytes = pixelBytesOf[colour]
  const bitDepth = isDeep(colour) ? 16 : 8
  return { size, colourType: colourTypes[colour], bitDepth, pixelBytes, rowBytes: size.width * pixelBytes, writeRow }
}

function byteLength({ size, rowBytes, palette }: Scanlines): number {
  return size.height * rowBytes + (palette === undefined ? 0 : palette.length + chunkBytes)
}

/** What a chunk has around its data. */
const chunkBytes = 12

interface Facts {
  isGrey: boolean
  isOpaque: boolean
  /** All colours (red lowest, alpha highest), where there are 256 at most. */
  colours?: Set<number>
}

/** Looks at the pixels for as long as something may still be found. */
function study({ size, colour, writeRow }: RowSource): Facts {
  const bytes = pixelBytesOf[colour]
  const row = new Uint8Array(size.width * bytes)
  let isGrey = true
  let isOpaque = true
  let colours: Set<number> | undefined = new Set()
  let last = -1
  for (let y = 0; y < size.height && (isGrey || isOpaque || colours !== undefined); y += 1) {
    writeRow(y, row)
    for (let at = 0; at < row.length; at += bytes) {
      const value = packedPixel(row, at, bytes)
      if (value === last) continue
      last = value
      const red = value & 0xff
      if (red !== ((value >>> 8) & 0xff) || red !== ((value >>> 16) & 0xff)) isGrey = false
      if (value >>> 24 !== 255) isOpaque = false
      if (colours === undefined) continue
      colours.add(value)
      if (colours.size > 256) colours = undefined
    }
  }
  return { isGrey, isOpaque, ...(colours === undefined ? {} : { colours }) }
}

/** The same picture without the channels that say nothing. */
function without(source: RowSource, { isGrey, isOpaque }: Facts): RowSource {
  const { size, colour, writeRow } = source
  const hasAlpha = colour === 'rgba' || colour === 'greyAlpha'
  const isColour = colour === 'rgba' || colour === 'rgb'
  const keepsColour = isColour && !isGrey
  const keepsAlpha = hasAlpha && !isOpaque
  if (keepsColour === isColour && keepsAlpha === hasAlpha) return source
  const bytes = pixelBytesOf[colour]
  const wide = new Uint8Array(size.width * bytes)
  const colourBytes = keepsColour ? 3 : 1
  return {
    size,
    colour: keepsColour ? 'rgb' : keepsAlpha ? 'greyAlpha' : 'grey',
    writeRow(y, row) {
      writeRow(y, wide)
      let to = 0
      for (let at = 0; at < wide.length; at += bytes) {
        for (let channel = 0; channel < colourBytes; channel += 1) row[to + channel] = wide[at + channel] ?? 0
        to += colourBytes
        if (!keepsAlpha) continue
        row[to] = wide[at + bytes - 1] ?? 0
        to += 1
      }
    },
  }
}
