import type { TrustEvidence } from '#core/trust.ts'
import { reduceMask } from '#workers/edges/reduceMask.ts'
import { findParts, measureParts } from '#workers/pixels/mask/runs.ts'
import { overlap } from '#workers/pixels/overlap.ts'
import type { FloatRaster, GrayRaster } from '#workers/pixels/raster.ts'
import { resizeMask } from '#workers/pixels/resize/resize.ts'

/** Masks of one photo, each of the whole photo and of any size: they are compared on a small square grid. */
export interface SeenMasks {
  /** The finished mask. */
  mask: FloatRaster | GrayRaster
  /** What the built-in network saw, where it looked at the photo for this mask. */
  looks?: Looks
  /** What the built-in network saw, where another one made the mask. */
  nano?: FloatRaster | GrayRaster
  /** The keyer's mask, where it ran, and how plain it found the backdrop. */
  keyed?: FloatRaster | GrayRaster
  plainness?: number
}

interface Looks {
  plain: FloatRaster
  /** Of the mirrored photo, turned back. */
  mirror: FloatRaster
}

/** Side of the grid: fine enough for what decides whether a mask is right, coarse enough to cost nothing. */
const gridSide = 160
/** A part smaller than this share of the largest says nothing. */
const speckShare = 0.05
/** A side of the photo counts as touched from this share of its length on. */
const touchedShare = 0.1

/** The figures by which `trustOf` judges. */
export function evidenceOf({ mask, looks, nano, keyed, plainness }: SeenMasks): TrustEvidence {
  const grid = gridOf(mask)
  return {
    ...shapeOf(grid),
    ...defined({
      mirrored: looks && overlap(gridOf(looks.plain), gridOf(looks.mirror)),
      nano: nano && overlap(grid, gridOf(nano)),
      keyer: looks && keyed && overlap(gridOf(looks.plain), keyed === mask ? grid : gridOf(keyed)),
      plainness,
    }),
  }
}

/** What the mask alone tells. */
function shapeOf(data: Uint8Array): Omit<TrustEvidence, 'mirrored' | 'nano' | 'keyer' | 'plainness'> {
  let [sum, spread, inside] = [0, 0, 0]
  for (const value of data) {
    sum += value
    spread += value * (255 - value)
    if (value > 127) inside += 1
  }
  const raster = { width: gridSide, height: gridSide, data }
  const parts = findParts(raster, (value) => value > 127, true)
  const areas = measureParts(raster, parts).map(({ area }) => area)
  const largest = Math.max(0, ...areas)
  return {
    coverage: sum / 255 / data.length,
    area: inside / data.length,
    softness: sum === 0 ? 0 : spread / 255 / sum,
    islands: areas.filter((area) => area >= speckShare * largest).length,
    largest: inside === 0 ? 0 : largest / areas.reduce((total, area) => total + area, 0),
    sides: touchedSides(data),
  }
}

function touchedSides(data: Uint8Array): number {
  const last = gridSide - 1
  const sides = [
    (at: number) => data[at],
    (at: number) => data[last * gridSide + at],
    (at: number) => data[at * gridSide],
    (at: number) => data[at * gridSide + last],
  ]
  const isIn = (value: number | undefined) => value !== undefined && value > 127
  return sides.filter((side) => {
    let touched = 0
    for (let at = 0; at < gridSide; at++) if (isIn(side(at))) touched += 1
    return touched > touchedShare * gridSide
  }).length
}

function gridOf(mask: FloatRaster | GrayRaster): Uint8Array {
  const size = { width: gridSide, height: gridSide }
  if (mask.data instanceof Float32Array) return resizeMask({ ...mask, data: mask.data }, size)
  const small = reduceMask({ ...mask, data: mask.data }, size)
  if (small.width === gridSide && small.height === gridSide) return small.data
  return resizeMask({ ...small, data: Float32Array.from(small.data, (value) => value / 255) }, size)
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Entries without the undefined ones: `fromEntries` forgets the keys' types.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
