import type { GrayRaster } from '#workers/pixels/raster.ts'
import { changeEdges, type MaskTile } from './edgeTiles.ts'
import { invertMask } from './levels.ts'

/** Pixels by which a mask can be grown or shrunk at most. */
const maxGrowPixels = 50

/** Growing by a disc and then by another grows by the sum of their radii: small steps keep the tiles' margins small. */
const stepPixels = 10

/**
 * Moves the edge outwards (or inwards, where negative) by so many pixels, parts of pixels too. Soft edges stay as soft as they are: each pixel
 * becomes the largest (smallest) value within a disc, and between whole radii the two results are mixed.
 */
export function growMask(mask: GrayRaster, pixels: number): GrayRaster {
  const by = Math.min(Math.abs(pixels), maxGrowPixels)
  if (by === 0) return { ...mask, data: mask.data.slice() }
  if (pixels < 0) return invertMask(growMask(invertMask(mask), by))
  if (by > stepPixels) return growMask(growMask(mask, stepPixels), by - stepPixels)
  const inner = Math.floor(by)
  const part = by - inner
  const margin = Math.ceil(by)
  return changeEdges(mask, margin, (tile) => {
    const small = largestInDisc(tile, inner, margin)
    if (part === 0) return small
    const large = largestInDisc(tile, inner + 1, margin)
    return small.map((value, i) => value + part * ((large[i] ?? 0) - value) + 0.5)
  })
}

function largestInDisc(tile: MaskTile, radius: number, margin: number): Uint8Array {
  const { columns, rows, width, height, values } = tile
  const largest = new Uint8Array(columns * rows)
  const chord = new Uint8Array(columns * height)
  for (let dy = 0; dy <= radius; dy++) {
    // Half a pixel more than the radius makes the disc round instead of pointed.
    const reach = Math.floor(Math.sqrt((radius + 0.5) ** 2 - dy * dy))
    for (let y = 0; y < height; y++)
      slideMaximum(values, y * width + margin, chord, y * columns, columns, Math.min(reach, radius))
    for (let y = 0; y < rows; y++) {
      const above = (y + margin - dy) * columns
      const below = (y + margin + dy) * columns
      for (let x = 0, i = y * columns; x < columns; x++, i++) {
        const value = Math.max(chord[above + x] ?? 0, chord[below + x] ?? 0)
        if (value > (largest[i] ?? 0)) largest[i] = value
      }
    }
  }
  return largest
}

const prefix = new Uint8Array(512)
const suffix = new Uint8Array(512)

/** Largest of the `reach` values to each side, in constant time a value (van Herk, Gil and Werman): blocks of the window's length, maxima from both ends. */
function slideMaximum(
  source: Uint8Array,
  from: number,
  target: Uint8Array,
  to: number,
  count: number,
  reach: number,
): void {
  if (reach === 0) {
    for (let i = 0; i < count; i++) target[to + i] = source[from + i] ?? 0
    return
  }
  const window = 2 * reach + 1
  const length = count + 2 * reach
  const start = from - reach
  for (let block = 0; block < length; block += window) {
    const end = Math.min(block + window, length)
    let running = 0
    for (let i = block; i < end; i++) {
      running = Math.max(running, source[start + i] ?? 0)
      prefix[i] = running
    }
    running = 0
    for (let i = end - 1; i >= block; i--) {
      running = Math.max(running, source[start + i] ?? 0)
      suffix[i] = running
    }
  }
  for (let i = 0; i < count; i++) target[to + i] = Math.max(suffix[i] ?? 0, prefix[i + 2 * reach] ?? 0)
}
