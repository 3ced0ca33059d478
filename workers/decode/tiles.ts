import type { Rect, Size } from '#core/geometry.ts'

/** Sides that every canvas and texture of the last ten years can have. */
const maxTileSide = 4096
const maxTileArea = 4 * 1024 * 1024

/** Cuts a picture into tiles small enough for any canvas, in reading order: pixels are fetched tile by tile, so that no second full-size copy is needed. */
export function tilesOf({ width, height }: Size): Rect[] {
  const tileWidth = Math.min(width, maxTileSide)
  const tileHeight = Math.min(height, maxTileSide, Math.max(1, Math.floor(maxTileArea / tileWidth)))
  const tiles: Rect[] = []
  for (let y = 0; y < height; y += tileHeight) {
    for (let x = 0; x < width; x += tileWidth) {
      tiles.push({ x, y, width: Math.min(tileWidth, width - x), height: Math.min(tileHeight, height - y) })
    }
  }
  return tiles
}
