import { type AnsweredStroke, isSmart } from '#core/hints.ts'
import { originOf } from '#core/strokeRaster.ts'
import { tileSide, tilesTouched } from '#core/strokeSegments.ts'
import type { Stroke } from '#core/strokes.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'
import { giveWay } from './giveWay.ts'
import type { PhotoTiles } from './photoTiles.ts'
import { strokeCover } from './strokeCover.ts'

/**
 * Paints exact strokes onto a finished cutout, in their order and in place: its colours and both its alphas. What no stroke covers keeps every bit.
 * Smart ones are in its mask already; where they came after an exact one, they are what counts.
 * @param scale pixels of the cutout for one of the photo, 1 or below
 * @param only the tiles to be painted; all that the strokes touch, if left out
 */
export function paintStrokes(
  cutout: FinishedCutout,
  strokes: readonly AnsweredStroke[],
  photo: PhotoTiles,
  scale: number,
  only?: ReadonlySet<number>,
): void {
  for (const [place, stroke] of strokes.entries()) {
    if (isSmart(stroke)) continue
    const later = strokes.slice(place + 1).flatMap(({ answer }) => (answer === undefined ? [] : [answer]))
    const touched = tilesTouched(stroke, cutout.size, scale)
    const tiles = only === undefined ? touched : new Set([...touched].filter((tile) => only.has(tile)))
    if (tiles.size === 0) continue
    for (const [number, cover] of strokeCover(stroke, cutout.size, scale, tiles, photo).tiles) {
      for (const answer of later) giveWay(cover, originOf(number, cutout.size.width), cutout.size, answer)
      paintTile(cutout, number, cover, stroke.kind, photo)
    }
  }
}

/**
 * *Remove* takes its share of the alpha that is there; the colour stays. *Keep* lays the photo itself over the cutout: `alpha = c t + (1 - c) a`, and the
 * colours are mixed in that ratio, c being the cover and t what there is of the photo (1 unless it was transparent). Of a pixel that is known to be half
 * backdrop that is the right colour again once its alpha is painted up: with photo = a F + (1 - a) B, the mixture solves the same equation for the
 * new alpha with the same B.
 */
function paintTile(
  { size, pixels, alpha }: FinishedCutout,
  number: number,
  cover: Uint8Array,
  kind: Stroke['kind'],
  photo: PhotoTiles,
): void {
  const { x, y } = originOf(number, size.width)
  const own = photo(number)
  const [wide, high] = [Math.min(tileSide, size.width - x), Math.min(tileSide, size.height - y)]
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      const place = row * tileSide + column
      const covered = cover[place] ?? 0
      if (covered === 0) continue
      const at = (y + row) * size.width + x + column
      const before = alpha[at] ?? 0
      const there = own[place * 4 + 3] ?? 0
      // What is more solid already than the photo could make it stays.
      if (kind === 'keep' && there <= before) continue
      const [added, left] = [kind === 'keep' ? covered * there : 0, (255 - covered) * before]
      const value = Math.round((added + left) / 255)
      if (added > 0)
        for (let channel = 0; channel < 3; channel++)
          pixels[at * 4 + channel] = Math.round(
            (added * (own[place * 4 + channel] ?? 0) + left * (pixels[at * 4 + channel] ?? 0)) / (added + left),
          )
      alpha[at] = value
      pixels[at * 4 + 3] = value
    }
  }
}
