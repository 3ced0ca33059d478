import type { ColourSpace } from '#core/cut.ts'
import { coded, linear } from '#core/lightCurve.ts'
import { type Triple, transformed } from './matrix.ts'
import { betweenSpaces } from './spaces.ts'

const linearOf = Float64Array.from({ length: 256 }, (_, value) => linear(value / 255))

/** A conversion of colours, 0 to 255 a channel; what the other space lacks is brought to its border. */
export function converter(from: ColourSpace, to: ColourSpace): (colour: Triple) => Triple {
  if (from === to) return (colour) => colour
  const matrix = betweenSpaces(from, to)
  const byte = (value: number) => Math.round(coded(Math.min(1, Math.max(0, value))) * 255)
  return ([red, green, blue]) => {
    const [r, g, b] = transformed(matrix, [linearOf[red] ?? 0, linearOf[green] ?? 0, linearOf[blue] ?? 0])
    return [byte(r), byte(g), byte(b)]
  }
}
