import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { wholeSpans } from '#workers/pixels/upsample/cellSpans.ts'
import { emptyLevel, type ForegroundLevel, halveLevel, takeLayers } from './foregroundLevel.ts'
import { relaxForeground } from './foregroundRelax.ts'

/** The solution for the whole photo at a scale small enough to be solved at once. */
export interface CoarseLayers extends ForegroundLevel {
  /** How often the photo was halved: the coarse pixel (x, y) covers 2 ** halvings photo pixels on each side. */
  halvings: number
}

/** Sweeps of each level, and of the smallest ones, where they cost nothing and colours still have far to go. */
export const sweepsPerLevel = 4
const smallestSweeps = 10
const smallestSide = 32
const coarsePixels = 300_000

/** Estimates both layers of the whole photo at about a quarter of a megapixel, from the smallest level up. */
export function coarseLayers(photo: RgbaRaster, mask: GrayRaster): CoarseLayers {
  let halvings = 0
  while ((photo.width * photo.height) / 4 ** halvings > coarsePixels) halvings++
  const levels = [blockMeans(photo, mask, halvings)]
  for (let level = levels[0]; level !== undefined && Math.max(level.width, level.height) > 2; level = levels[0])
    levels.unshift(halveLevel(level))
  let below: ForegroundLevel | undefined
  for (const level of levels) {
    if (below === undefined)
      for (let i = 0; i < level.layers.length; i++)
        level.layers[i] = level.colours[Math.floor(i / 6) * 3 + (i % 3)] ?? 0
    else takeLayers(level, below, wholeSpans(level.width, level.height))
    const sweeps = Math.max(level.width, level.height) <= smallestSide ? smallestSweeps : sweepsPerLevel
    relaxForeground(level, sweeps, wholeSpans(level.width, level.height))
    below = level
  }
  return { ...(below ?? emptyLevel(0, 0)), halvings }
}

function blockMeans(photo: RgbaRaster, mask: GrayRaster, halvings: number): ForegroundLevel {
  const level = emptyLevel(Math.ceil(photo.width / 2 ** halvings), Math.ceil(photo.height / 2 ** halvings))
  const { colours, alpha } = level
  for (let y = 0, i = 0; y < photo.height; y++) {
    const row = (y >> halvings) * level.width
    for (let x = 0; x < photo.width; x++, i++) {
      const to = row + (x >> halvings)
      alpha[to] = (alpha[to] ?? 0) + (mask.data[i] ?? 0)
      colours[to * 3] = (colours[to * 3] ?? 0) + (photo.data[i * 4] ?? 0)
      colours[to * 3 + 1] = (colours[to * 3 + 1] ?? 0) + (photo.data[i * 4 + 1] ?? 0)
      colours[to * 3 + 2] = (colours[to * 3 + 2] ?? 0) + (photo.data[i * 4 + 2] ?? 0)
    }
  }
  for (let to = 0; to < alpha.length; to++) {
    const columns = Math.min(2 ** halvings, photo.width - (to % level.width) * 2 ** halvings)
    const rows = Math.min(2 ** halvings, photo.height - Math.floor(to / level.width) * 2 ** halvings)
    const share = 1 / (255 * columns * rows)
    alpha[to] = (alpha[to] ?? 0) * share
    for (let c = to * 3; c < to * 3 + 3; c++) colours[c] = (colours[c] ?? 0) * share
  }
  return level
}
