import type { ColourSpace } from '#core/cut.ts'
import { areNeutral, type Tones } from '#core/tones.ts'
import { type Matrix, product } from '#workers/colour/matrix.ts'
import { daylight, luminanceOf, underWhite } from '#workers/colour/white.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'

/** Brightness at its ends multiplies or divides light by this. */
const mostLight = 2.5

/** Light of middle grey, about which contrast turns. */
const middleGrey = 0.18

/** Warmth at its ends moves the white from 6504 K by so many mireds (millionths of a reciprocal kelvin), in which steps look alike. */
const mostMireds = 60
const usualKelvin = 6504

/**
 * Changes the light and colour of straight RGBA in place, in linear light; alpha stays, and neutral tones leave every byte. In this order: the white is
 * moved along the CIE daylight locus (adapted by Bradford's cone responses, ICC.1:2022 annex E), light is multiplied, contrast is a power about the
 * middle grey, and saturation mixes with the luminance (both as in the ASC colour decision list, 2008).
 */
export function tone(pixels: Uint8ClampedArray, tones: Tones, space: ColourSpace): void {
  if (areNeutral(tones)) return
  const [[rr, rg, rb], [gr, gg, gb], [br, bg, bb]] = lightMatrix(tones, space)
  const [lr, lg, lb] = luminanceOf(space)
  const table = contrastTable(2 ** (tones.contrast / 100))
  const saturation = 1 + tones.saturation / 100
  // Written out in numbers: a large subject has millions of pixels.
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) continue
    const red = linearOfByte(pixels[at] ?? 0)
    const green = linearOfByte(pixels[at + 1] ?? 0)
    const blue = linearOfByte(pixels[at + 2] ?? 0)
    const r = contrasted(table, rr * red + rg * green + rb * blue)
    const g = contrasted(table, gr * red + gg * green + gb * blue)
    const b = contrasted(table, br * red + bg * green + bb * blue)
    const grey = lr * r + lg * g + lb * b
    pixels[at] = byteOfLinear(grey + saturation * (r - grey))
    pixels[at + 1] = byteOfLinear(grey + saturation * (g - grey))
    pixels[at + 2] = byteOfLinear(grey + saturation * (b - grey))
  }
}

/** Warmth and brightness are one step: both only multiply light. */
function lightMatrix({ warmth, brightness }: Tones, space: ColourSpace): Matrix {
  const gain = mostLight ** (brightness / 100)
  const light: Matrix = [
    [gain, 0, 0],
    [0, gain, 0],
    [0, 0, gain],
  ]
  if (warmth === 0) return light
  const mireds = 1e6 / usualKelvin + (mostMireds * warmth) / 100
  return product(light, underWhite(space, daylight(usualKelvin), daylight(1e6 / mireds)))
}

/** Light beyond this is white after any contrast. */
const mostSeen = 16
const steps = 16_384
const perRoot = steps / Math.sqrt(mostSeen)

/** The power of light by its root: a power for each channel of millions of pixels would take seconds. None, where light stays as it is. */
function contrastTable(power: number): Float32Array | undefined {
  if (power === 1) return undefined
  const contrast = (light: number) => middleGrey * (light / middleGrey) ** power
  return Float32Array.from({ length: steps + 1 }, (_, step) => contrast(mostSeen * (step / steps) ** 2))
}

function contrasted(table: Float32Array | undefined, light: number): number {
  if (light <= 0) return 0
  if (table === undefined) return light
  return table[Math.min(steps, (Math.sqrt(light) * perRoot + 0.5) | 0)] ?? 0
}
