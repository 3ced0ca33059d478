/** A running mean over `reach` pixels to each side: all weigh `middle` but the two outermost, which weigh `end`. */
export interface Taps {
  reach: number
  middle: number
  end: number
}

const boxes = 3

/**
 * Three running means that together come close to a Gaussian of this sigma, exactly as wide ("extended box filter", Gwosdek et al. 2011):
 * each is a box with lighter pixels at its ends, so that any width is possible.
 */
export function gaussianTaps(sigma: number): Taps[] {
  const variance = (sigma * sigma) / boxes
  const half = Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2)
  // Weight of the end pixels against the inner ones that gives the box this variance.
  const end = ((2 * half + 1) * (half * (half + 1) - 3 * variance)) / (6 * (variance - (half + 1) ** 2))
  const total = 2 * half + 1 + 2 * end
  return Array.from({ length: boxes }, () => ({ reach: half + 1, middle: 1 / total, end: end / total }))
}
