import type { EdgeSettings } from '#core/edges.ts'
import type { Size } from '#core/geometry.ts'
import { isSmart } from '#core/hints.ts'
import { originOf } from '#core/strokeRaster.ts'
import { tileSide, tilesTouched } from '#core/strokeSegments.ts'
import type { Stroke } from '#core/strokes.ts'

interface Photo {
  size: Size
  /** Straight RGBA. */
  pixels: Uint8ClampedArray
  hadAlpha: boolean
}

/** Gives the photo's pixels of a tile as they are before a cutout is made of them: `tileSide` rows of `tileSide` straight RGBA pixels, zero beyond the photo. */
export type PhotoTiles = (tile: number) => Uint8ClampedArray

/** Tiles of a photo that stays as it is. Its alpha is how much can be kept of a pixel: all, unless transparency that it brought along counts. */
export function photoTiles({ size, pixels, hadAlpha }: Photo, { existingAlpha }: EdgeSettings): PhotoTiles {
  const isSolid = !hadAlpha || existingAlpha === 'ignore'
  return (number) => {
    const { x, y } = originOf(number, size.width)
    const tile = new Uint8ClampedArray(tileSide * tileSide * 4)
    const wide = Math.min(tileSide, size.width - x) * 4
    for (let row = 0; row < Math.min(tileSide, size.height - y); row++) {
      const at = ((y + row) * size.width + x) * 4
      tile.set(pixels.subarray(at, at + wide), row * tileSide * 4)
    }
    if (isSolid) for (let at = 3; at < tile.length; at += 4) tile[at] = 255
    return tile
  }
}

/** The same of a photo whose pixels are about to be changed: what the strokes touch is copied, at a few bytes for each of their pixels. */
export function keptPhotoTiles(photo: Photo, edges: EdgeSettings, strokes: readonly Stroke[]): PhotoTiles {
  const read = photoTiles(photo, edges)
  const kept = new Map<number, Uint8ClampedArray>()
  for (const stroke of strokes.filter((one) => !isSmart(one)))
    for (const number of tilesTouched(stroke, photo.size, 1)) if (!kept.has(number)) kept.set(number, read(number))
  return (number) => kept.get(number) ?? new Uint8ClampedArray(tileSide * tileSide * 4)
}
