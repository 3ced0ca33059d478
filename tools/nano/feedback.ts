/** What the inputs of a 1 x 1 convolution are like: E[x x'] = U U' + diag(rest). */
export interface Inputs {
  /** What the directions leave of each input, above 0. */
  rest: Float32Array
  /** U', one row a direction. */
  directions: readonly Float32Array[]
}

/** How the error of a channel so far is answered by the weight of one input. */
interface Answer {
  input: number
  /** The input's share in each direction. */
  shares: Float64Array
  /** What is taken off its weight for each unit of the error's sum in each direction. */
  gains: Float64Array
}

/**
 * Plans rounding one weight after the other, where each takes back what the errors before it add up to along the inputs' directions: GPTQ (Frantar et
 * al. 2022) for second moments that are diagonal but for a few directions. With errors z along the directions and the later weights free, the least
 * cost is z' A z with A = (1 + sum of u u' / rest over the later inputs)^-1; the weight of an input u, rest that makes it least differs by
 * -u' A z / (rest + u' A u). A follows from input to input by Sherman and Morrison's formula.
 */
export function planFeedback({ rest, directions }: Inputs): Answer[] {
  const rank = directions.length
  const inverse = Array.from({ length: rank }, (_, row) =>
    Float64Array.from({ length: rank }, (_, at) => Number(at === row)),
  )
  const inputs = Array.from(rest, (left, input) => {
    const shares = Float64Array.from(directions, (direction) => direction[input] ?? 0)
    return { input, shares, left, energy: left + dot(shares, shares) }
  })
  const answers: Answer[] = []
  // The strongest come first: the many weak ones are left to answer. Planned from the last to the first.
  for (const { input, shares, left } of inputs.sort((one, other) => one.energy - other.energy)) {
    const leaning = Float64Array.from(inverse, (row) => dot(row, shares))
    const whole = left + dot(shares, leaning)
    const gains = leaning.map((value) => value / whole)
    answers.push({ input, shares, gains })
    for (const [at, row] of inverse.entries()) add(row, leaning, -(gains[at] ?? 0))
  }
  return answers.reverse()
}

/** Rounds the weights of a channel, given in steps, by the plan. */
export function roundWithFeedback(values: Float32Array, answers: readonly Answer[]): Int16Array {
  const counts = new Int16Array(values.length)
  const error = new Float64Array(answers[0]?.shares.length ?? 0)
  for (const { input, shares, gains } of answers) {
    const value = values[input] ?? 0
    const count = Math.round(value - dot(gains, error))
    counts[input] = count
    add(error, shares, count - value)
  }
  return counts
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

/** Adds so many times the other. */
function add(one: Float64Array, other: Float64Array, times: number): void {
  for (let at = 0; at < one.length; at++) one[at] = (one[at] ?? 0) + times * (other[at] ?? 0)
}
