import type { Rect, Size } from './geometry.ts'
import {
  leastFade,
  type Placement,
  type Segment,
  segmentBounds,
  segmentsOf,
  tileColumns,
  tileSide,
  tilesOf,
} from './strokeSegments.ts'
import type { Stroke } from './strokes.ts'

/**
 * How far a stroke covers each pixel of a picture, one byte a pixel, 0 to 255, in tiles that exist only where the stroke has been. Where it crosses
 * itself the greater value counts, so that its opacity is reached once. The same stroke gives the same bytes whether it is painted at once or as it grows.
 */
export class StrokeRaster {
  readonly size: Size
  /** `tileSide` rows of `tileSide` bytes each, by the tile's number. */
  readonly tiles = new Map<number, Uint8Array>()
  readonly #placement: Placement
  readonly #only: ReadonlySet<number> | undefined

  /** @param only the tiles that are of interest; all, if left out */
  constructor(size: Size, placement: Placement, only?: ReadonlySet<number>) {
    this.size = size
    this.#placement = placement
    this.#only = only
  }

  /** Paints the stroke from its place number `from` on (all that comes before is painted already), and gives the pixels that may have changed. */
  paint(stroke: Stroke, from = 0): Rect {
    const segments = segmentsOf(stroke, this.#placement, from)
    for (const piece of segments) this.paintSegment(piece, stroke.hardnessPercent / 100, stroke.opacityPercent / 100)
    return segmentBounds(segments, this.size)
  }

  /**
   * @param hardness the part of the radius that is covered in full, 0 to 1
   * @param opacity the greatest cover, 0 to 1
   */
  paintSegment(piece: Segment, hardness: number, opacity: number): void {
    for (const number of tilesOf(piece, this.size)) {
      if (this.#only?.has(number) === false) continue
      const tile = this.tiles.get(number) ?? new Uint8Array(tileSide * tileSide)
      this.tiles.set(number, tile)
      coverTile(tile, originOf(number, this.size.width), piece, hardness, 255 * opacity)
    }
  }

  /** The cover of these pixels, row by row. */
  read({ x, y, width, height }: Rect): Uint8Array {
    const bytes = new Uint8Array(width * height)
    const columns = tileColumns(this.size.width)
    for (const [number, tile] of this.tiles) {
      const [left, top] = [(number % columns) * tileSide, Math.floor(number / columns) * tileSide]
      const [startX, endX] = [Math.max(left, x), Math.min(left + tileSide, x + width)]
      const [startY, endY] = [Math.max(top, y), Math.min(top + tileSide, y + height)]
      if (startX >= endX) continue
      for (let row = startY; row < endY; row++) {
        const at = (row - top) * tileSide - left
        bytes.set(tile.subarray(at + startX, at + endX), (row - y) * width + startX - x)
      }
    }
    return bytes
  }
}

/** Where a tile begins. */
export function originOf(tile: number, width: number): { x: number; y: number } {
  const columns = tileColumns(width)
  return { x: (tile % columns) * tileSide, y: Math.floor(tile / columns) * tileSide }
}

/** Covers what a piece reaches of one tile: in full up to `hardness` of its radius, then less and less (3u² - 2u³), nothing beyond it. */
function coverTile(
  tile: Uint8Array,
  origin: { x: number; y: number },
  { x, y, radius, toX, toY, toRadius }: Segment,
  hardness: number,
  full: number,
): void {
  const [alongX, alongY, thicker] = [toX - x, toY - y, toRadius - radius]
  const squared = alongX * alongX + alongY * alongY
  const perLength = squared === 0 ? 0 : 1 / squared
  const [startX, startY] = [origin.x + 0.5 - x, origin.y + 0.5 - y]
  for (let row = 0, at = 0; row < tileSide; row++) {
    const offY = startY + row
    for (let column = 0; column < tileSide; column++, at++) {
      const offX = startX + column
      const along = (offX * alongX + offY * alongY) * perLength
      const share = Math.min(1, Math.max(0, along))
      const [awayX, awayY] = [offX - share * alongX, offY - share * alongY]
      const wide = radius + share * thicker
      const outer = wide + leastFade / 2
      const square = awayX * awayX + awayY * awayY
      if (square >= outer * outer) continue
      const solid = Math.max(0, Math.min(wide * hardness, wide - leastFade / 2))
      const distance = Math.sqrt(square)
      const fade = distance <= solid ? 1 : (outer - distance) / (outer - solid)
      // What is thinner than a pixel covers only a part of it: as much as its own width, spread over the fading edge.
      const value = Math.round(full * Math.min(1, (2 * wide) / outer) * fade * fade * (3 - 2 * fade))
      if (value > (tile[at] ?? 0)) tile[at] = value
    }
  }
}
