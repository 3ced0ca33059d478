import type { Rect, Size } from '#core/geometry.ts'
import { originOf, StrokeRaster } from '#core/strokeRaster.ts'
import { type Segment, segmentBounds, segmentsOf, tileColumns, tileSide, tilesOf } from '#core/strokeSegments.ts'
import type { Stroke } from '#core/strokes.ts'
import { sameSide } from './barrier.ts'
import type { PhotoTiles } from './photoTiles.ts'

/**
 * How far a stroke covers the pixels of these tiles, in a picture with `scale` of its pixels for one of the photo.
 * One that keeps to its side of the edges is worked out in pieces no longer than the brush is wide: what it reaches does not depend on what follows, nor on the tiles.
 */
export function strokeCover(
  stroke: Stroke,
  size: Size,
  scale: number,
  tiles: ReadonlySet<number>,
  photo: PhotoTiles,
): StrokeRaster {
  const placement = { scale, x: 0, y: 0 }
  const raster = new StrokeRaster(size, placement, tiles)
  if (!stroke.isEdgeAware) {
    raster.paint(stroke)
    return raster
  }
  const longest = Math.max(1, stroke.size * scale)
  for (const whole of segmentsOf(stroke, placement))
    for (const piece of shortened(whole, longest)) {
      if (!tilesOf(piece, size).some((tile) => tiles.has(tile))) continue
      const area = segmentBounds([piece], size)
      const plain = new StrokeRaster(size, placement)
      plain.paintSegment(piece, stroke.hardnessPercent / 100, stroke.opacityPercent / 100)
      const cover = plain.read(area)
      const kept = sameSide(pixelsOf(area, size, photo), cover, area, middleOf(piece, area))
      merge(raster, area, cover, kept, tiles)
    }
  return raster
}

function* shortened({ x, y, radius, toX, toY, toRadius }: Segment, longest: number): Generator<Segment> {
  const count = Math.max(1, Math.ceil(Math.hypot(toX - x, toY - y) / longest))
  const at = (share: number): [number, number, number] => [
    x + (toX - x) * share,
    y + (toY - y) * share,
    radius + (toRadius - radius) * share,
  ]
  for (let part = 0; part < count; part++) {
    const [startX, startY, start] = at(part / count)
    const [endX, endY, end] = at((part + 1) / count)
    yield { x: startX, y: startY, radius: start, toX: endX, toY: endY, toRadius: end }
  }
}

/** The pixels that the middle of the brush passes, as indices within the area. */
function middleOf({ x, y, toX, toY }: Segment, area: Rect): number[] {
  const steps = Math.max(1, Math.ceil(2 * Math.hypot(toX - x, toY - y)))
  const places = new Set<number>()
  for (let step = 0; step <= steps; step++) {
    const column = Math.floor(x + ((toX - x) * step) / steps) - area.x
    const row = Math.floor(y + ((toY - y) * step) / steps) - area.y
    if (column >= 0 && row >= 0 && column < area.width && row < area.height) places.add(row * area.width + column)
  }
  return [...places]
}

function pixelsOf({ x, y, width, height }: Rect, size: Size, photo: PhotoTiles): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 4)
  const columns = tileColumns(size.width)
  for (let tileY = Math.floor(y / tileSide); tileY * tileSide < y + height; tileY++)
    for (let tileX = Math.floor(x / tileSide); tileX * tileSide < x + width; tileX++) {
      const tile = photo(tileY * columns + tileX)
      const [left, top] = [tileX * tileSide, tileY * tileSide]
      const [startX, endX] = [Math.max(left, x), Math.min(left + tileSide, x + width)]
      for (let row = Math.max(top, y); row < Math.min(top + tileSide, y + height); row++) {
        const at = (row - top) * tileSide - left
        pixels.set(tile.subarray((at + startX) * 4, (at + endX) * 4), ((row - y) * width + startX - x) * 4)
      }
    }
  return pixels
}

/** Takes what is left of the cover into the raster, the greater value where there is one already. */
function merge(raster: StrokeRaster, area: Rect, cover: Uint8Array, kept: Uint8Array, only: ReadonlySet<number>): void {
  const columns = tileColumns(raster.size.width)
  for (let tileY = Math.floor(area.y / tileSide); tileY * tileSide < area.y + area.height; tileY++)
    for (let tileX = Math.floor(area.x / tileSide); tileX * tileSide < area.x + area.width; tileX++) {
      const number = tileY * columns + tileX
      if (!only.has(number)) continue
      const tile = raster.tiles.get(number) ?? new Uint8Array(tileSide * tileSide)
      raster.tiles.set(number, tile)
      const { x, y } = originOf(number, raster.size.width)
      for (let row = Math.max(y, area.y); row < Math.min(y + tileSide, area.y + area.height); row++)
        for (let column = Math.max(x, area.x); column < Math.min(x + tileSide, area.x + area.width); column++) {
          const at = (row - area.y) * area.width + column - area.x
          const value = Math.round(((cover[at] ?? 0) * (kept[at] ?? 0)) / 255)
          const place = (row - y) * tileSide + column - x
          if (value > (tile[place] ?? 0)) tile[place] = value
        }
    }
}
