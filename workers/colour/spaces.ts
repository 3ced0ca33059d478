import type { ColourSpace } from '#core/cut.ts'
import { columnsOf, inverse, type Matrix, product, scaledColumns, type Triple, transformed } from './matrix.ts'

type Chromaticity = readonly [x: number, y: number]

/** Chromaticities of red, green and blue: sRGB by IEC 61966-2-1, Display P3 as SMPTE RP 431-2 gives them for P3. */
const primaries = {
  srgb: [
    [0.64, 0.33],
    [0.3, 0.6],
    [0.15, 0.06],
  ],
  'display-p3': [
    [0.68, 0.32],
    [0.265, 0.69],
    [0.15, 0.06],
  ],
} as const satisfies Record<ColourSpace, readonly Chromaticity[]>

/** White of both spaces, and of the connection space of ICC profiles, in XYZ. */
const d65 = xyz([0.3127, 0.329])
export const d50: Triple = [0.9642, 1, 0.8249]

/** Cone responses by Bradford, in which one white is adapted to another (ICC.1:2022, annex E). */
const bradford: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
]

/** From XYZ relative to D65 to XYZ relative to D50. */
export const adaptation = adaptedTo(d65, d50)

/** From linear red, green and blue to XYZ relative to D65. */
export function toXyz(space: ColourSpace): Matrix {
  const [red, green, blue] = primaries[space]
  const columns = columnsOf([xyz(red), xyz(green), xyz(blue)])
  // All three at full strength give white.
  return scaledColumns(columns, transformed(inverse(columns), d65))
}

/** From linear red, green and blue to XYZ relative to D50, as ICC profiles state it. */
export function toProfileXyz(space: ColourSpace): Matrix {
  return product(adaptation, toXyz(space))
}

/** The same colour in another space, linear; beyond 0 to 1 where that space lacks it. */
export function betweenSpaces(from: ColourSpace, to: ColourSpace): Matrix {
  return product(inverse(toXyz(to)), toXyz(from))
}

/** XYZ of a chromaticity, of luminance 1. */
export function xyz([x, y]: Chromaticity): Triple {
  return [x / y, 1, (1 - x - y) / y]
}

/** What XYZ becomes when the eye is used to another white. */
export function adaptedTo(oneWhite: Triple, other: Triple): Matrix {
  const [from, to] = [transformed(bradford, oneWhite), transformed(bradford, other)]
  const scale: Matrix = [
    [to[0] / from[0], 0, 0],
    [0, to[1] / from[1], 0],
    [0, 0, to[2] / from[2]],
  ]
  return product(inverse(bradford), product(scale, bradford))
}
