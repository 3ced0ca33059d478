import type { Size } from '#core/geometry.ts'
import type { Triple } from '#workers/colour/matrix.ts'
import { laidOver } from '#workers/pixels/joinedAlpha.ts'
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
  for (let y = 0; y < height; y += 1) {
    ground(y, row)
    for (const shade of shades) lay(row, shade, y * width)
    layRow(pixels, row, y * width * 4)
  }
}

function layRow(pixels: Uint8ClampedArray, ground: Uint8ClampedArray, start: number): void {
  for (let at = 0; at < ground.length; at += 4) {
    const to = start + at
    const own = pixels[to + 3] ?? 0
    const depth = ground[at + 3] ?? 0
    if (own === 255 || depth === 0) continue
    if (depth === 255) {
      for (let channel = 0; channel < 3; channel += 1)
        pixels[to + channel] = laidOver(pixels[to + channel] ?? 0, ground[at + channel] ?? 0, own)
      pixels[to + 3] = 255
      continue
    }
    const behind = (depth / 255) * (1 - own / 255)
    const joined = own / 255 + behind
    for (let channel = 0; channel < 3; channel += 1) {
      const mixed = ((pixels[to + channel] ?? 0) * own) / 255 + (ground[at + channel] ?? 0) * behind
      pixels[to + channel] = mixed / joined
    }
    pixels[to + 3] = Math.round(joined * 255)
  }
}

/** A shade over a row of the ground; where that lets light through, the shade is seen by itself. */
function lay(row: Uint8ClampedArray, { fallen, opacity, light = [0, 0, 0] }: Shade, start: number): void {
  for (let at = 0; at < row.length; at += 4) {
    const share = ((fallen[start + at / 4] ?? 0) / 255) * opacity
    if (share === 0) continue
    const depth = (row[at + 3] ?? 0) / 255
    const joined = share + depth * (1 - share)
    const kept = (depth * (1 - share)) / joined
    for (let channel = 0; channel < 3; channel += 1)
      row[at + channel] = byteOfLinear(
        linearOfByte(row[at + channel] ?? 0) * kept + (light[channel] ?? 0) * (share / joined),
      )
    row[at + 3] = Math.round(joined * 255)
  }
}
