import type { Size } from '#core/geometry.ts'

/** The squared distance of every pixel to the nearest that is set, exactly, in time that grows with the picture alone (Felzenszwalb and Huttenlocher 2012). */
export function squaredDistances(isSet: Uint8Array, { width, height }: Size): Float32Array {
  const far = width * width + height * height
  const distances = new Float32Array(isSet.length).fill(far)
  for (let index = 0; index < isSet.length; index += 1) if (isSet[index] === 1) distances[index] = 0
  const line = new Float64Array(Math.max(width, height))
  const roots = new Int32Array(line.length)
  const starts = new Float64Array(line.length + 1)
  const pass = (first: number, step: number, count: number) => {
    for (let i = 0; i < count; i += 1) line[i] = distances[first + i * step] ?? 0
    let last = 0
    roots[0] = 0
    starts[0] = Number.NEGATIVE_INFINITY
    starts[1] = Number.POSITIVE_INFINITY
    for (let i = 1; i < count; i += 1) {
      let meet = meeting(line, roots[last] ?? 0, i)
      while (meet <= (starts[last] ?? 0)) {
        last -= 1
        meet = meeting(line, roots[last] ?? 0, i)
      }
      last += 1
      roots[last] = i
      starts[last] = meet
      starts[last + 1] = Number.POSITIVE_INFINITY
    }
    for (let i = 0, at = 0; i < count; i += 1) {
      while ((starts[at + 1] ?? 0) < i) at += 1
      const root = roots[at] ?? 0
      distances[first + i * step] = (i - root) ** 2 + (line[root] ?? 0)
    }
  }
  for (let x = 0; x < width; x += 1) pass(x, width, height)
  for (let y = 0; y < height; y += 1) pass(y * width, 1, width)
  return distances
}

/** Where the parabolas over two places cross. */
function meeting(line: Float64Array, one: number, other: number): number {
  return ((line[other] ?? 0) + other * other - (line[one] ?? 0) - one * one) / (2 * (other - one))
}
