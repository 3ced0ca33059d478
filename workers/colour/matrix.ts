/** Three numbers: a colour, or a place in XYZ. */
export type Triple = readonly [number, number, number]

/** Three rows of three numbers. */
export type Matrix = readonly [Triple, Triple, Triple]

export function transformed(matrix: Matrix, [x, y, z]: Triple): Triple {
  const row = ([a, b, c]: Triple) => a * x + b * y + c * z
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])]
}

/** First `second`, then `first`: the matrix product. */
export function product(first: Matrix, second: Matrix): Matrix {
  const columns = columnsOf(second).map((column) => transformed(first, column))
  return columnsOf(asMatrix(columns))
}

export function columnsOf([a, b, c]: Matrix): Matrix {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ]
}

/** Scales each column by one of three numbers. */
export function scaledColumns(matrix: Matrix, [r, g, b]: Triple): Matrix {
  const scaled = ([x, y, z]: Triple): Triple => [x * r, y * g, z * b]
  return [scaled(matrix[0]), scaled(matrix[1]), scaled(matrix[2])]
}

/** The matrix that undoes this one, by cofactors. */
export function inverse([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  const part = (value: number) => value / determinant
  return [
    [part(e * i - f * h), part(c * h - b * i), part(b * f - c * e)],
    [part(f * g - d * i), part(a * i - c * g), part(c * d - a * f)],
    [part(d * h - e * g), part(b * g - a * h), part(a * e - b * d)],
  ]
}

function asMatrix(rows: readonly Triple[]): Matrix {
  const [first, second, third] = rows
  if (first === undefined || second === undefined || third === undefined)
    throw new RangeError('a matrix has three rows')
  return [first, second, third]
}
