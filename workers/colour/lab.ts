import { coded } from '#core/lightCurve.ts'
import { inverse, transformed } from './matrix.ts'
import { d50, toProfileXyz } from './spaces.ts'

const fromXyz = inverse(toProfileXyz('srgb'))

/** Where the curve of lightness turns into a straight line (CIE 15:2004, 8.2.1). */
const [epsilon, kappa] = [216 / 24_389, 24_389 / 27]

/** sRGB, 0 to 255 a channel, of a colour of CIE L*a*b* relative to D50: lightness 0 to 100, a and b about -128 to 127. What sRGB lacks is brought to its border. */
export function srgbOfLab(lightness: number, a: number, b: number): [red: number, green: number, blue: number] {
  const y = (lightness + 16) / 116
  const share = (value: number) => (value ** 3 > epsilon ? value ** 3 : (116 * value - 16) / kappa)
  const [x, z] = [share(y + a / 500), share(y - b / 200)]
  const [red, green, blue] = transformed(fromXyz, [x * d50[0], share(y) * d50[1], z * d50[2]])
  const byte = (light: number) => Math.round(coded(Math.min(1, Math.max(0, light))) * 255)
  return [byte(red), byte(green), byte(blue)]
}
