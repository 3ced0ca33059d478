import type { Rect } from '#core/geometry.ts'

/** Colours that differ by less, in steps of 255, are one surface to the brush. */
const sameSurface = 20
/** What differs by more lies behind an edge, where nothing is painted; between both the stroke fades. */
const otherSurface = 60

/**
 * How much of a stroke is left where it may not cross the photo's edges, 0 to 255 a pixel: from the places of its middle line it spreads to what can be
 * reached within the brush without a change of colour. What counts is the minimum barrier distance (Strand, Ciesielski, Malmberg and Saha, "The minimum
 * barrier distance", Computer Vision and Image Understanding 117, 2013): the range of values that a way must pass, here the greatest of red, green and
 * blue, along the best way found by growing from the middle in the order of that range. Noise and shading do not add up on a long way, as they would
 * in a sum of differences.
 * @param rgba straight RGBA of the pixels of `area`, row by row; alpha is not looked at
 * @param cover where the brush is, one byte a pixel; ways lead only through pixels above 0
 * @param middle the places (indices) that the brush's middle passed
 */
export function sameSide(
  rgba: Uint8ClampedArray,
  cover: Uint8Array,
  { width, height }: Pick<Rect, 'width' | 'height'>,
  middle: readonly number[],
): Uint8Array {
  const count = width * height
  const cost = new Uint8Array(count).fill(otherSurface)
  const least = new Uint8ClampedArray(count * 3)
  const most = new Uint8ClampedArray(count * 3)
  const levels: number[][] = Array.from({ length: otherSurface }, () => [])
  for (const at of middle) {
    if (cover[at] === 0 || cost[at] === 0) continue
    cost[at] = 0
    for (let channel = 0; channel < 3; channel++)
      least[at * 3 + channel] = most[at * 3 + channel] = rgba[at * 4 + channel] ?? 0
    levels[0]?.push(at)
  }

  function reach(from: number, to: number): void {
    if ((cover[to] ?? 0) === 0 || (cost[to] ?? 0) <= (cost[from] ?? 0)) return
    let range = 0
    for (let channel = 0; channel < 3; channel++) {
      const value = rgba[to * 4 + channel] ?? 0
      const low = Math.min(least[from * 3 + channel] ?? 0, value)
      range = Math.max(range, Math.max(most[from * 3 + channel] ?? 0, value) - low)
    }
    if (range >= (cost[to] ?? 0)) return
    cost[to] = range
    for (let channel = 0; channel < 3; channel++) {
      const value = rgba[to * 4 + channel] ?? 0
      least[to * 3 + channel] = Math.min(least[from * 3 + channel] ?? 0, value)
      most[to * 3 + channel] = Math.max(most[from * 3 + channel] ?? 0, value)
    }
    levels[range]?.push(to)
  }

  for (const [level, places] of levels.entries()) {
    // More places come in at the end while the level is worked through.
    for (const at of places) {
      if (cost[at] !== level) continue
      const x = at % width
      if (x > 0) reach(at, at - 1)
      if (x < width - 1) reach(at, at + 1)
      if (at >= width) reach(at, at - width)
      if (at < count - width) reach(at, at + width)
    }
  }
  return cost.map((range) =>
    Math.round((255 * (otherSurface - Math.max(range, sameSurface))) / (otherSurface - sameSurface)),
  )
}
