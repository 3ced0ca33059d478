/** How far a mask may be trusted; every figure is 0 to 1. */
export interface InstantConfidence {
  /** Share of the photo that the people take. */
  coverage: number
  /** Share of undecided pixels (alpha between 0.1 and 0.9) among those of the people and their edges. */
  undecided: number
  /** Mean distance of alpha from one half, doubled, over the same pixels: 1 is sure of every pixel. 0 when there is nobody. */
  certainty: number
}

/** Figures over a mask of values 0 to 1. */
export function confidenceOf(alpha: Float32Array): InstantConfidence {
  let covered = 0
  let touched = 0
  let undecided = 0
  let distance = 0
  for (const value of alpha) {
    covered += value
    if (value <= 0.1) continue
    touched++
    distance += Math.abs(2 * value - 1)
    if (value < 0.9) undecided++
  }
  if (touched === 0) return { coverage: 0, undecided: 0, certainty: 0 }
  return { coverage: covered / alpha.length, undecided: undecided / touched, certainty: distance / touched }
}
