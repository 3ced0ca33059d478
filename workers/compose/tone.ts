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
  const power = 2 ** (tones.contrast / 100)
  const saturation = 1 + tones.saturation / 100
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) continue
    const [red, green, blue] = [linearOf(pixels, at), linearOf(pixels, at + 1), linearOf(pixels, at + 2)]
    const r = contrasted(rr * red + rg * green + rb * blue, power)
    const g = contrasted(gr * red + gg * green + gb * blue, power)
    const b = contrasted(br * red + bg * green + bb * blue, power)
    const grey = lr * r + lg * g + lb * b
    pixels[at] = byteOfLinear(grey + saturation * (r - grey))
    pixels[at + 1] = byteOfLinear(grey + saturation * (g - grey))
    pixels[at + 2] = byteOfLinear(grey + saturation * (b - grey))
  }
}

function linearOf(pixels: Uint8ClampedArray, at: number): number {
  return linearOfByte(pixels[at] ?? 0)
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

function contrasted(light: number, power: number): number {
  if (light <= 0) return 0
  return power === 1 ? light : middleGrey * (light / middleGrey) ** power
}
