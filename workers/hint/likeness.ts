import { enlarged } from './planes.ts'

/** Features of a network, planes of `side` squared cells. */
export interface Features {
  side: number
  data: Float32Array
}

/** Features that count alike: each plane with the mean 0 and the deviation 1. */
export function standardised({ side, data }: Features): Features {
  const cells = side * side
  const even = data.slice()
  for (let start = 0; start < even.length; start += cells) {
    const plane = even.subarray(start, start + cells)
    const mean = plane.reduce((sum, value) => sum + value, 0) / cells
    const deviation = Math.sqrt(plane.reduce((sum, value) => sum + (value - mean) ** 2, 0) / cells) + 1e-4
    for (let at = 0; at < cells; at++) plane[at] = ((plane[at] ?? 0) - mean) / deviation
  }
  return { side, data: even }
}

/**
 * How much each cell of a finer grid is like what was dabbed, -1 to 1: the cosine between the features there and the mean of those under the dab.
 * @param dab where it is, 0 or more a cell, on the features' own grid
 */
export function likeness({ side, data }: Features, dab: Float32Array, wanted: number): Float32Array {
  const cells = side * side
  const total = dab.reduce((sum, value) => sum + value, 0)
  const products = new Float32Array(cells)
  const squares = new Float32Array(cells)
  let length = 0
  for (let start = 0; start < data.length; start += cells) {
    let mean = 0
    for (let at = 0; at < cells; at++) mean += ((data[start + at] ?? 0) * (dab[at] ?? 0)) / total
    length += mean * mean
    for (let at = 0; at < cells; at++) {
      const value = data[start + at] ?? 0
      products[at] = (products[at] ?? 0) + value * mean
      squares[at] = (squares[at] ?? 0) + value * value
    }
  }
  const alike = products.map((product, at) => product / (Math.sqrt((squares[at] ?? 0) * length) + 1e-6))
  return enlarged(alike, side, wanted)
}
