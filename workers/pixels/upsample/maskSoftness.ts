import type { CellBox } from './upsampleBand.ts'
import type { TileUpsampler } from './upsampleTile.ts'

/**
 * Softnesses to try, in cells, and the logarithm of what a miss at each is divided by: detail that is sharpened misses more even where the guess is
 * right. Set on drawn hair, nets, glass and hard edges of known softness; a softer mask than the last is taken for that one.
 */
const guesses = [
  { softness: 0, allowance: 0 },
  { softness: 0.5, allowance: 0.31 },
  { softness: 0.7, allowance: 1.06 },
] as const
const sampleTiles = 8
const sampleRounds = 5
/** Where the colours say little about the alpha (this on average over the cells, or less) it is smooth: nothing is allowed, and more asked for. */
const littleTrust = 0.25
const enoughTrust = 0.4
const burden = -0.35

/**
 * Estimates how far a network's mask has bled between its cells (sigma of a Gaussian in cells, 0 to 0.7): the guess with which the mask and
 * the photo agree best on a few tiles. An edge that the photo shows sharp cannot be explained by a soft mask unless the softness is known.
 */
export function estimateSoftness(tiles: readonly CellBox[], upsampler: TileUpsampler): number {
  const evidence = samplesOf(tiles).map((tile) =>
    upsampler.missAt(
      tile,
      guesses.map((guess) => guess.softness),
      sampleRounds,
    ),
  )
  const cells = samplesOf(tiles).reduce((sum, tile) => sum + (tile.right - tile.left) * (tile.bottom - tile.top), 0)
  const trusted = evidence.reduce((sum, sample) => sum + sample.trusted, 0)
  const share = Math.min(Math.max((trusted / cells - littleTrust) / (enoughTrust - littleTrust), 0), 1)
  let best = { softness: 0, miss: Number.POSITIVE_INFINITY }
  for (const [i, { softness, allowance }] of guesses.entries()) {
    const leave = softness === 0 ? 0 : share * allowance + (1 - share) * burden
    const miss = evidence.reduce((sum, { missed }) => sum + (missed[i] ?? 0), 0) / Math.exp(leave)
    if (miss < best.miss) best = { softness, miss }
  }
  return best.softness
}

/** A few tiles spread over the band. */
function samplesOf(tiles: readonly CellBox[]): CellBox[] {
  const stride = Math.max(1, tiles.length / sampleTiles)
  const count = Math.min(sampleTiles, tiles.length)
  return Array.from({ length: count }, (_, i) => tiles[Math.floor((i + 0.5) * stride)]).filter(
    (tile) => tile !== undefined,
  )
}
