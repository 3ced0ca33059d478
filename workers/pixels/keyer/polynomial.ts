/** A polynomial of degree 2 in x and y for each of the three channels, 6 coefficients a channel. */
export interface Polynomial {
  coefficients: [Float64Array, Float64Array, Float64Array]
}

/** Points to fit: positions in -1 to 1, three channel values each, and a weight (0 leaves the point out). */
export interface Samples {
  x: Float64Array
  y: Float64Array
  channels: [Float64Array, Float64Array, Float64Array]
  weight: Float64Array
}

const terms = 6

function basis(x: number, y: number, into: Float64Array): void {
  into[0] = 1
  into[1] = x
  into[2] = y
  into[3] = x * x
  into[4] = x * y
  into[5] = y * y
}

/** Value of one channel at a position in -1 to 1. */
export function evaluate(coefficients: Float64Array, x: number, y: number): number {
  const [c0 = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0, c5 = 0] = coefficients
  return c0 + c1 * x + c2 * y + c3 * x * x + c4 * x * y + c5 * y * y
}

/** Weighted least squares by the normal equations. A small ridge on the slopes keeps it solvable where all points lie on a line. */
export function fitPolynomial(samples: Samples): Polynomial {
  const columns = terms + 3
  const matrix = new Float64Array(terms * columns)
  const row = new Float64Array(terms)
  const values = new Float64Array(3)
  let total = 0
  for (let i = 0; i < samples.x.length; i++) {
    const weight = samples.weight[i] ?? 0
    if (weight === 0) continue
    total += weight
    basis(samples.x[i] ?? 0, samples.y[i] ?? 0, row)
    for (let c = 0; c < 3; c++) values[c] = samples.channels[c]?.[i] ?? 0
    for (let r = 0; r < terms; r++) {
      const factor = weight * (row[r] ?? 0)
      for (let c = 0; c < terms; c++) matrix[r * columns + c] = (matrix[r * columns + c] ?? 0) + factor * (row[c] ?? 0)
      for (let c = 0; c < 3; c++) {
        const at = r * columns + terms + c
        matrix[at] = (matrix[at] ?? 0) + factor * (values[c] ?? 0)
      }
    }
  }
  for (let r = 0; r < terms; r++) {
    const at = r * columns + r
    matrix[at] = (matrix[at] ?? 0) + (r === 0 ? 1e-9 : 1e-4) * Math.max(total, 1e-6)
  }
  eliminate(matrix, columns)
  const channel = (c: number) =>
    Float64Array.from({ length: terms }, (_, r) => {
      const pivot = matrix[r * columns + r] ?? 1
      return (matrix[r * columns + terms + c] ?? 0) / pivot
    })
  return { coefficients: [channel(0), channel(1), channel(2)] }
}

/** Gauss-Jordan in place. The ridge makes the matrix positive definite, so no pivoting is needed. */
function eliminate(matrix: Float64Array, columns: number): void {
  for (let pivot = 0; pivot < terms; pivot++) {
    const diagonal = matrix[pivot * columns + pivot] ?? 1
    for (let r = 0; r < terms; r++) {
      if (r === pivot) continue
      const factor = (matrix[r * columns + pivot] ?? 0) / diagonal
      for (let c = pivot; c < columns; c++) {
        matrix[r * columns + c] = (matrix[r * columns + c] ?? 0) - factor * (matrix[pivot * columns + c] ?? 0)
      }
    }
  }
}
