import type { CellBox } from './upsampleBand.ts'
import type { TileUpsampler } from './upsampleTile.ts'

/**
 * Softnesses to try, in cells, and what a miss at each is divided by: detail that is sharpened misses more even where the guess is right.
 * The allowances were set on drawn hair, nets and hard edges of known softness.
 */
const guesses = [
  { softness: 0, allowance: 1 },
  { softness: 0.35, allowance: 1.03 },
  { softness: 0.5, allowance: 1.12 },
  { softness: 0.7, allowance: 1.25 },
  { softness: 0.9, allowance: 1.35 },
] as const
const sampleTiles = 8
const sampleRounds = 5
/** Where the colours say this little about the alpha, on average over the cells, they cannot tell its softness either. */
const leastTrust = 0.3

/**
 * Estimates how far a network's mask has bled between its cells (sigma of a Gaussian in cells, 0 to 0.9): the guess with which the mask and
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
  if (trusted < leastTrust * cells) return 0
  let best = { softness: 0, miss: Number.POSITIVE_INFINITY }
  for (const [i, { softness, allowance }] of guesses.entries()) {
    const miss = evidence.reduce((sum, { missed }) => sum + (missed[i] ?? 0), 0) / allowance ** 2
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
