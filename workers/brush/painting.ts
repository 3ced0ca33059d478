import { type AnsweredStroke, isSmart } from '#core/hints.ts'
import { originOf } from '#core/strokeRaster.ts'
import { tileSide, tilesTouched } from '#core/strokeSegments.ts'
import { sharedStrokes } from '#core/strokes.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'
import { paintStrokes } from './paintStrokes.ts'
import type { PhotoTiles } from './photoTiles.ts'

/** A cutout on which strokes come and go: only the tiles that a new or an undone stroke touches are painted anew, from the cutout that lies beneath. */
export class Painting {
  readonly #base: FinishedCutout
  readonly #photo: PhotoTiles
  readonly #scale: number
  #painted: FinishedCutout | undefined
  #strokes: readonly AnsweredStroke[] = []

  /**
   * @param base is never changed
   * @param scale pixels of the cutout for one of the photo, 1 or below
   */
  constructor(base: FinishedCutout, photo: PhotoTiles, scale: number) {
    this.#base = base
    this.#photo = photo
    this.#scale = scale
  }

  /**
   * The cutout with these strokes; it is changed by the next call. Without exact strokes it is the one that lies beneath. Smart ones are in that already: what they
   * come to must be the same at each call.
   */
  with(strokes: readonly AnsweredStroke[]): FinishedCutout {
    if (strokes.every(isSmart) && this.#painted === undefined) return this.#base
    this.#painted ??= { ...this.#base, pixels: this.#base.pixels.slice(), alpha: this.#base.alpha.slice() }
    const shared = sharedStrokes(this.#strokes, strokes)
    const changed = [...this.#strokes.slice(shared), ...strokes.slice(shared)].filter((stroke) => !isSmart(stroke))
    const tiles = new Set(changed.flatMap((stroke) => [...tilesTouched(stroke, this.#base.size, this.#scale)]))
    for (const tile of tiles) restore(this.#painted, this.#base, tile)
    paintStrokes(this.#painted, strokes, this.#photo, this.#scale, tiles)
    this.#strokes = strokes
    return this.#painted
  }
}

function restore(painted: FinishedCutout, base: FinishedCutout, tile: number): void {
  const { width, height } = base.size
  const { x, y } = originOf(tile, width)
  const end = Math.min(width, x + tileSide)
  for (let row = y; row < Math.min(height, y + tileSide); row++) {
    const [from, to] = [row * width + x, row * width + end]
    painted.pixels.set(base.pixels.subarray(from * 4, to * 4), from * 4)
    painted.alpha.set(base.alpha.subarray(from, to), from)
  }
}
