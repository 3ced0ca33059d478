import type { Size } from '#core/geometry.ts'
import { laidOver } from '#workers/pixels/joinedAlpha.ts'
import type { Ground } from './ground.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'

/** How much light a shadow takes from each pixel of the ground: its shape, 0 to 255, times its opacity, 0 to 1. */
export interface Shade {
  fallen: Uint8Array
  opacity: number
}

/** Lays a cutout over the ground, in place. The shadow dims the ground's light; edges are mixed as every program mixes them. */
export function layBehind(pixels: Uint8ClampedArray, { width, height }: Size, ground: Ground, shade?: Shade): void {
  const row = new Uint8ClampedArray(width * 4)
  for (let y = 0; y < height; y += 1) {
    ground(y, row)
    if (shade !== undefined) dim(row, shade, y * width)
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

/** A black shadow over a row of the ground; where that lets light through, the shadow is seen by itself. */
function dim(row: Uint8ClampedArray, { fallen, opacity }: Shade, start: number): void {
  for (let at = 0; at < row.length; at += 4) {
    const dark = ((fallen[start + at / 4] ?? 0) / 255) * opacity
    if (dark === 0) continue
    const depth = (row[at + 3] ?? 0) / 255
    const joined = dark + depth * (1 - dark)
    const kept = (depth * (1 - dark)) / joined
    for (let channel = at; channel < at + 3; channel += 1)
      row[channel] = byteOfLinear(linearOfByte(row[channel] ?? 0) * kept)
    row[at + 3] = Math.round(joined * 255)
  }
}
