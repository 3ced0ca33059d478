import { type Outcome, success } from '#core/outcome.ts'
import type { WrittenFile } from '#core/write.ts'

/** A value that was tried, and the file that came of it. */
export interface Tried {
  value: number
  file: WrittenFile
}

export interface Found {
  /** The file of the largest value that is small enough; absent where even the least gave too large a one. */
  best?: Tried
  /** Bytes of the smallest file that was seen. */
  leastBytes: number
}

/** A file that fills this share of what it may have is not searched for any further. */
const filled = 0.94

const mostTries = 8

/**
 * Searches between two values, of which the upper gives too large a file, for the largest that gives one of at most so many bytes. Files grow with the value,
 * about as a power of it or faster: where the next try lies is told by those that enclose it.
 * @param step distance of two values that are worth a try
 */
export async function largestFitting(
  range: { least: number; upper: Tried; step: number },
  mostBytes: number,
  attempt: (value: number) => Promise<Outcome<WrittenFile>>,
): Promise<Outcome<Found>> {
  const { least, step } = range
  let upper = range.upper
  let beyond: Tried | undefined
  let best: Tried | undefined
  let leastBytes = upper.file.blob.size
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (best !== undefined && (best.file.blob.size >= mostBytes * filled || upper.value - best.value <= step)) break
    const value = between({ least, best, upper, beyond, step }, mostBytes)
    // Towards the end only the least can help.
    const wanted = best === undefined && tries === mostTries - 1 ? least : value
    const outcome = await attempt(wanted)
    if (!outcome.ok) return outcome
    const tried = { value: wanted, file: outcome.value }
    leastBytes = Math.min(leastBytes, tried.file.blob.size)
    if (tried.file.blob.size <= mostBytes) best = tried
    else if (wanted <= least) break
    else [upper, beyond] = [tried, upper]
  }
  return success(best === undefined ? { leastBytes } : { best, leastBytes })
}

interface Known {
  least: number
  best: Tried | undefined
  upper: Tried
  /** The one that was too large before `upper`. */
  beyond: Tried | undefined
  step: number
}

/** The next value to be tried: on the line through the two nearest points in logarithms, a little on the safe side; within its bounds, and on a step. */
function between({ least, best, upper, beyond, step }: Known, mostBytes: number): number {
  const wanted = Math.log(mostBytes * (1 + filled) * 0.5)
  const guess = Math.exp(
    Math.log(upper.value) - (Math.log(upper.file.blob.size) - wanted) / slopeOf(best ?? beyond, upper),
  )
  const lowest = best === undefined ? least : best.value + step
  return Math.max(least, Math.round(Math.min(upper.value - step, Math.max(lowest, guess)) / step) * step)
}

/** How fast the logarithm of the bytes grows. They go with the square of a picture's side; nothing better is known before there are two points. */
function slopeOf(one: Tried | undefined, other: Tried): number {
  if (one === undefined) return 2
  const [rise, way] = [one.file.blob.size / other.file.blob.size, one.value / other.value]
  return Math.max(0.2, Math.log(rise) / Math.log(way))
}
