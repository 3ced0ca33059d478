import type { EdgeSettings } from '#core/edges.ts'
import type { AnsweredStroke } from '#core/hints.ts'
import { paintStrokes } from '#workers/brush/paintStrokes.ts'
import { keptPhotoTiles } from '#workers/brush/photoTiles.ts'
import type { FinishedCutout, PhotoPixels } from '#workers/edges/finishCutout.ts'

/** Paints strokes on the cutout of a photo whose pixels may be changed meanwhile. */
export function painterOf(photo: PhotoPixels, edges: EdgeSettings, strokes: readonly AnsweredStroke[]) {
  if (strokes.length === 0) return (cutout: FinishedCutout) => cutout
  const tiles = keptPhotoTiles(photo, edges, strokes)
  return (cutout: FinishedCutout) => {
    // The alpha may still be the mask's own.
    const painted = { ...cutout, alpha: cutout.alpha.slice() }
    paintStrokes(painted, strokes, tiles, 1)
    return painted
  }
}
