import type { ColourSpace } from '#core/cut.ts'
import { betweenSpaces } from '#workers/colour/spaces.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'

/** Brings straight RGBA from one colour space into another, in place; what the other lacks is brought to its border. */
export function pixelConverter(from: ColourSpace, to: ColourSpace): (pixels: Uint8ClampedArray) => void {
  const [[rr, rg, rb], [gr, gg, gb], [br, bg, bb]] = betweenSpaces(from, to)
  return (pixels) => {
    for (let at = 0; at < pixels.length; at += 4) {
      const red = linearOfByte(pixels[at] ?? 0)
      const green = linearOfByte(pixels[at + 1] ?? 0)
      const blue = linearOfByte(pixels[at + 2] ?? 0)
      pixels[at] = byteOfLinear(rr * red + rg * green + rb * blue)
      pixels[at + 1] = byteOfLinear(gr * red + gg * green + gb * blue)
      pixels[at + 2] = byteOfLinear(br * red + bg * green + bb * blue)
    }
  }
}
