import type { ColourSpace } from '#core/cut.ts'
import { inverse, type Matrix, product, type Triple } from './matrix.ts'
import { adaptedTo, toXyz, xyz } from './spaces.ts'

/** Daylight of a temperature from 4000 to 25 000 K, in XYZ, by the CIE's formula for its locus (CIE 15:2004, 3.1). */
export function daylight(kelvin: number): Triple {
  const t = 1000 / kelvin
  const x =
    kelvin <= 7000
      ? 0.244063 + 0.09911 * t + 2.9678 * t ** 2 - 4.607 * t ** 3
      : 0.23704 + 0.24748 * t + 1.9018 * t ** 2 - 2.0064 * t ** 3
  return xyz([x, -3 * x * x + 2.87 * x - 0.275])
}

/** What linear red, green and blue become when what was white in one light is white in another; their luminance stays for grey. */
export function underWhite(space: ColourSpace, from: Triple, to: Triple): Matrix {
  const own = toXyz(space)
  return product(inverse(own), product(adaptedTo(from, to), own))
}

/** What each of linear red, green and blue adds to the luminance. */
export function luminanceOf(space: ColourSpace): Triple {
  return toXyz(space)[1]
}
