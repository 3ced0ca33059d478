import type { ColourSpace } from '#core/cut.ts'
import { inverse, type Matrix, product, type Triple, transformed } from './matrix.ts'
import { toXyz } from './spaces.ts'

/** Oklab (Ottosson 2020): from XYZ relative to D65 to cone responses, and from their cube roots to lightness and two opponent colours. */
const cones: Matrix = [
  [0.8189330101, 0.3618667424, -0.1288597137],
  [0.0329845436, 0.9293118715, 0.0361456387],
  [0.0482003018, 0.2643662691, 0.633851707],
]
const opponents: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
]

/** The parts of the way between linear red, green and blue of a space, 0 to 1, and Oklab: to cone responses, whose cube roots are taken, and from these on; and back. */
export function oklabOf(space: ColourSpace): { cones: Matrix; opponents: Matrix; roots: Matrix; colours: Matrix } {
  const forth = product(cones, toXyz(space))
  return { cones: forth, opponents, roots: inverse(opponents), colours: inverse(forth) }
}

/** A colour of that space in Oklab. */
export function labOf(colour: Triple, { cones: forth }: Pick<ReturnType<typeof oklabOf>, 'cones'>): Triple {
  const [l, m, s] = transformed(forth, colour)
  return transformed(opponents, [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)])
}
