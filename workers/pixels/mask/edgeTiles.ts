import type { GrayRaster } from '#workers/pixels/raster.ts'

/** A part of a mask with a margin around it. Beyond the picture the margin mirrors it, without repeating the pixels at the border. */
export interface MaskTile {
  /** Where the part lies in the mask, in pixels. */
  left: number
  top: number
  columns: number
  rows: number
  /** The part and its margin, `width` by `height` values. */
  width: number
  height: number
  values: Uint8Array
}

const smallestSide = 128

/**
 * Copies the mask and lets `change` work on the parts that are not of one value, margin included: only there can an operation that looks no
 * further than the margin change anything. `change` gives the new values of the part alone, without the margin.
 */
export function changeEdges(mask: GrayRaster, margin: number, change: (tile: MaskTile) => Uint8Array): GrayRaster {
  const { width, height, data } = mask
  const changed = data.slice()
  const tileSide = Math.max(smallestSide, 2 * margin)
  const flat = flatBlocks(mask, tileSide)
  const side = tileSide + 2 * margin
  const values = new Uint8Array(side * side)
  for (let top = 0; top < height; top += tileSide) {
    for (let left = 0; left < width; left += tileSide) {
      if (isFlatAround(flat, mask, left, top, tileSide)) continue
      const columns = Math.min(tileSide, width - left)
      const rows = Math.min(tileSide, height - top)
      const tile = { left, top, columns, rows, width: columns + 2 * margin, height: rows + 2 * margin, values }
      fillTile(mask, tile, margin)
      const part = change(tile)
      for (let y = 0; y < rows; y++)
        changed.set(part.subarray(y * columns, (y + 1) * columns), (top + y) * width + left)
    }
  }
  return { width, height, data: changed }
}

function fillTile({ width, height, data }: GrayRaster, tile: MaskTile, margin: number): void {
  const columns = Int32Array.from({ length: tile.width }, (_, x) => mirrored(tile.left + x - margin, width))
  for (let y = 0, to = 0; y < tile.height; y++) {
    const row = mirrored(tile.top + y - margin, height) * width
    for (let x = 0; x < tile.width; x++) tile.values[to++] = data[row + (columns[x] ?? 0)] ?? 0
  }
}

function mirrored(i: number, length: number): number {
  if (i >= 0 && i < length) return i
  if (length === 1) return 0
  const period = 2 * (length - 1)
  const folded = ((i % period) + period) % period
  return Math.min(folded, period - folded)
}

/** The one value of each block of `tileSide` pixels, or -1 where it has several. */
function flatBlocks({ width, height, data }: GrayRaster, tileSide: number): Int16Array {
  const across = Math.ceil(width / tileSide)
  const blocks = new Int16Array(across * Math.ceil(height / tileSide))
  for (let b = 0; b < blocks.length; b++) {
    const left = (b % across) * tileSide
    const top = Math.floor(b / across) * tileSide
    const right = Math.min(left + tileSide, width)
    const value = data[top * width + left] ?? 0
    blocks[b] = value
    for (let y = top; y < Math.min(top + tileSide, height) && blocks[b] !== -1; y++)
      for (let x = left, i = y * width + left; x < right; x++, i++) if (data[i] !== value) blocks[b] = -1
  }
  return blocks
}

function isFlatAround(
  blocks: Int16Array,
  { width, height }: GrayRaster,
  left: number,
  top: number,
  tileSide: number,
): boolean {
  const across = Math.ceil(width / tileSide)
  const down = Math.ceil(height / tileSide)
  const [bx, by] = [left / tileSide, top / tileSide]
  const value = blocks[by * across + bx] ?? -1
  for (let y = Math.max(by - 1, 0); y <= Math.min(by + 1, down - 1); y++)
    for (let x = Math.max(bx - 1, 0); x <= Math.min(bx + 1, across - 1); x++)
      if (blocks[y * across + x] !== value) return false
  return value !== -1
}
