import type { ColourSpace } from '#core/cut.ts'
import { coded, linear } from '#core/lightCurve.ts'
import { betweenSpaces } from './spaces.ts'

/** Steps of the table from light to coded value: fine enough that a rounded result is off by one at most. */
const steps = 8192

let tables: { linearOf: Float32Array; codedOf: Uint8Array } | undefined

/** All pixels in sRGB, as a copy, for surfaces that know no other colours: straight RGBA, alpha as it is. What sRGB lacks is brought to its border. */
export function srgbPixels(pixels: Uint8ClampedArray<ArrayBuffer>, from: ColourSpace): Uint8ClampedArray<ArrayBuffer> {
  if (from === 'srgb') return pixels
  tables ??= {
    linearOf: Float32Array.from({ length: 256 }, (_, value) => linear(value / 255)),
    codedOf: Uint8Array.from({ length: steps + 1 }, (_, step) => Math.round(coded(step / steps) * 255)),
  }
  const { linearOf, codedOf } = tables
  const rows = Float64Array.from(betweenSpaces(from, 'srgb').flat())
  const result = new Uint8ClampedArray(pixels.length)
  for (let at = 0; at < pixels.length; at += 4) {
    const red = linearOf[pixels[at] ?? 0] ?? 0
    const green = linearOf[pixels[at + 1] ?? 0] ?? 0
    const blue = linearOf[pixels[at + 2] ?? 0] ?? 0
    for (let channel = 0; channel < 3; channel += 1) {
      const row = channel * 3
      const light = (rows[row] ?? 0) * red + (rows[row + 1] ?? 0) * green + (rows[row + 2] ?? 0) * blue
      result[at + channel] = codedOf[Math.round(Math.min(1, Math.max(0, light)) * steps)] ?? 0
    }
    result[at + 3] = pixels[at + 3] ?? 0
  }
  return result
}
