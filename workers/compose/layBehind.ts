import type { Size } from '#core/geometry.ts'
import type { Triple } from '#workers/colour/matrix.ts'
import { laidOver } from '#workers/pixels/joinedAlpha.ts'
import { wordsOf } from '#workers/pixels/words.ts'
import type { Ground } from './ground.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'

/** A shadow or a glow over each pixel of the ground: its shape, 0 to 255, times its opacity, 0 to 1, and its linear light; black where that is absent. */
export interface Shade {
  fallen: Uint8Array
  opacity: number
  light?: Triple
}

/** Lays a cutout over the ground, in place. Shades, the lowest first, are mixed with the ground's light; edges are mixed as every program mixes them. */
export function layBehind(
  pixels: Uint8ClampedArray,
  { width, height }: Size,
  ground: Ground,
  shades: readonly Shade[] = [],
): void {
  const row = new Uint8ClampedArray(width * 4)
  const behind = wordsOf(row)
  for (let y = 0; y < height; y += 1) {
    ground(y, row)
    const own = pixels.subarray(y * width * 4, (y + 1) * width * 4)
    for (const shade of shades) lay(row, shade, y * width, own)
    layRow(own, wordsOf(own), row, behind)
  }
}

function layRow(own: Uint8ClampedArray, words: Uint32Array, ground: Uint8ClampedArray, behind: Uint32Array): void {
  for (let index = 0, at = 0; index < words.length; index += 1, at += 4) {
    const alpha = own[at + 3] ?? 0
    const depth = ground[at + 3] ?? 0
    if (alpha === 255 || depth === 0) continue
    if (alpha === 0) words[index] = behind[index] ?? 0
    else if (depth === 255) {
      own[at] = laidOver(own[at] ?? 0, ground[at] ?? 0, alpha)
      own[at + 1] = laidOver(own[at + 1] ?? 0, ground[at + 1] ?? 0, alpha)
      own[at + 2] = laidOver(own[at + 2] ?? 0, ground[at + 2] ?? 0, alpha)
      own[at + 3] = 255
    } else {
      const share = (depth / 255) * (1 - alpha / 255)
      const joined = alpha / 255 + share
      for (let channel = at; channel < at + 3; channel += 1)
        own[channel] = (((own[channel] ?? 0) * alpha) / 255 + (ground[channel] ?? 0) * share) / joined
      own[at + 3] = Math.round(joined * 255)
    }
  }
}

/** A shade over a row of the ground, but where a cutout hides it; where the ground lets light through, the shade is seen by itself. */
function lay(
  row: Uint8ClampedArray,
  { fallen, opacity, light = [0, 0, 0] }: Shade,
  start: number,
  cutout: Uint8ClampedArray,
): void {
  const [red, green, blue] = light
  for (let at = 0, index = start; at < row.length; at += 4, index += 1) {
    const share = ((fallen[index] ?? 0) / 255) * opacity
    if (share === 0 || cutout[at + 3] === 255) continue
    const depth = (row[at + 3] ?? 0) / 255
    const joined = share + depth * (1 - share)
    const kept = (depth * (1 - share)) / joined
    const added = share / joined
    row[at] = byteOfLinear(linearOfByte(row[at] ?? 0) * kept + red * added)
    row[at + 1] = byteOfLinear(linearOfByte(row[at + 1] ?? 0) * kept + green * added)
    row[at + 2] = byteOfLinear(linearOfByte(row[at + 2] ?? 0) * kept + blue * added)
    row[at + 3] = Math.round(joined * 255)
  }
}
