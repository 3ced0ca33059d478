import type { PngLayout } from './pngLayout.ts'

/** What turns samples into colours beside the layout itself. */
export interface PngColours {
  /** Red, green and blue of each index. */
  palette: Uint8Array
  /** What tRNS says: alphas of the palette, or the one colour, 16 bits a sample, that is transparent. */
  transparency: Uint8Array
}

/** Turns unfiltered rows into straight RGBA: one 32-bit value a pixel, red lowest. Samples of 16 bits are rounded to 8. */
export function pixelWriter(layout: PngLayout, colours: PngColours): (row: Uint8Array, to: Uint32Array) => void {
  const { colourType, depth, channels } = layout
  if (colourType === 3) return paletteWriter(depth, colours)
  const key = transparentColour(layout, colours.transparency)
  if (depth < 8) return greyWriter(depth, key?.[0])
  const bytes = depth / 8
  const isGrey = colourType === 0 || colourType === 4
  const hasAlpha = colourType === 4 || colourType === 6
  const read = bytes === 1 ? (row: Uint8Array, at: number) => row[at] ?? 0 : rounded
  const [green, blue] = isGrey ? [0, 0] : [bytes, 2 * bytes]
  const alphaPlace = (channels - 1) * bytes
  const isKey = (row: Uint8Array, at: number): boolean =>
    key?.every((value, channel) => value === whole(row, at + channel * bytes, bytes)) === true
  return (row, to) => {
    for (let x = 0, at = 0; x < to.length; x += 1, at += channels * bytes) {
      const alpha = hasAlpha ? read(row, at + alphaPlace) : key !== undefined && isKey(row, at) ? 0 : 255
      to[x] = read(row, at) | (read(row, at + green) << 8) | (read(row, at + blue) << 16) | (alpha << 24)
    }
  }
}

/** Turns unfiltered rows of 16 bits a sample into straight RGBA of as many. */
export function deepWriter(
  layout: PngLayout,
  { transparency }: PngColours,
): (row: Uint8Array, to: Uint16Array) => void {
  const { colourType, channels } = layout
  const key = transparentColour(layout, transparency)
  const [green, blue] = colourType === 0 || colourType === 4 ? [0, 0] : [2, 4]
  const hasAlpha = colourType === 4 || colourType === 6
  return (row, to) => {
    for (let place = 0, at = 0; place < to.length; place += 4, at += 2 * channels) {
      to[place] = whole(row, at, 2)
      to[place + 1] = whole(row, at + green, 2)
      to[place + 2] = whole(row, at + blue, 2)
      const isKey = key?.every((value, channel) => value === whole(row, at + 2 * channel, 2)) === true
      to[place + 3] = hasAlpha ? whole(row, at + 2 * (channels - 1), 2) : isKey ? 0 : 65_535
    }
  }
}

function rounded(row: Uint8Array, at: number): number {
  return Math.round(whole(row, at, 2) / 257)
}

function whole(row: Uint8Array, at: number, bytes: number): number {
  return bytes === 1 ? (row[at] ?? 0) : ((row[at] ?? 0) << 8) | (row[at + 1] ?? 0)
}

function transparentColour({ colourType }: PngLayout, transparency: Uint8Array): number[] | undefined {
  const samples = colourType === 0 ? 1 : colourType === 2 ? 3 : 0
  if (samples === 0 || transparency.length < samples * 2) return undefined
  return Array.from({ length: samples }, (_, channel) => whole(transparency, channel * 2, 2))
}

function paletteWriter(depth: number, { palette, transparency }: PngColours) {
  // An index that the palette does not have is black, as decoders do it.
  const table = Uint32Array.from({ length: 256 }, (_, index) => {
    const [red = 0, green = 0, blue = 0] = palette.subarray(index * 3, index * 3 + 3)
    return red | (green << 8) | (blue << 16) | ((transparency[index] ?? 255) << 24)
  })
  return packedWriter(depth, table)
}

function greyWriter(depth: number, key: number | undefined) {
  const top = 2 ** depth - 1
  const table = Uint32Array.from({ length: top + 1 }, (_, value) => {
    const light = Math.round((value * 255) / top)
    return light | (light << 8) | (light << 16) | ((value === key ? 0 : 255) << 24)
  })
  return packedWriter(depth, table)
}

function packedWriter(depth: number, table: Uint32Array) {
  const mask = 2 ** depth - 1
  return (row: Uint8Array, to: Uint32Array): void => {
    for (let x = 0; x < to.length; x += 1) {
      const bit = x * depth
      to[x] = table[((row[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & mask] ?? 0
    }
  }
}
