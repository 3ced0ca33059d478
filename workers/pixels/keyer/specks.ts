/** Alpha up to which a pixel is as good as clear. */
const clear = 12

/** What makes a speck of a few lone pixels. */
export interface Speck {
  /** Pixels that it has at most. */
  area: number
  /** Distance from the backdrop, in colour levels, that none of them exceeds: a real dot stands out more. */
  peak: number
}

/**
 * Clears specks from a finished alpha, in place: a few pixels, hanging together by sides or corners with no others. Lossy files leave them beside
 * strong edges, and they come loose only when the edge has become soft.
 */
export function clearSpecks(alpha: Uint8Array, distances: Uint8Array, width: number, { area, peak }: Speck): void {
  const around = [-1, 1, -width, width, -width - 1, -width + 1, width - 1, width + 1]
  const isSeen = (at: number) => (alpha[at] ?? 0) > clear
  /** Seen neighbours; across the photo's sides a few strangers are counted as well, which keeps more than it should and no less. */
  const neighbours = (at: number) => around.map((step) => at + step).filter(isSeen)
  for (let at = 0; at < alpha.length; at++) {
    if (!isSeen(at)) continue
    let count = 0
    for (let index = 0; index < around.length && count < area; index++)
      if ((alpha[at + (around[index] ?? 0)] ?? 0) > clear) count++
    if (count >= area) continue
    const part = [at]
    for (let index = 0; index < part.length && part.length <= area; index++)
      for (const next of neighbours(part[index] ?? 0)) if (!part.includes(next)) part.push(next)
    if (part.length > area || part.some((place) => (distances[place] ?? 255) > peak)) continue
    for (const place of part) alpha[place] = 0
  }
}
