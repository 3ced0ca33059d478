import type { Size } from '#core/geometry.ts'
import { squaredDistances } from './distances.ts'

/** Alpha from which on a pixel belongs to what a line is drawn around. */
const solid = 128

/** Lays a line of this width in pixels and this colour around a cutout, in place: beneath its soft edge, and as round as its corners are sharp. */
export function addOutline(pixels: Uint8ClampedArray, size: Size, width: number, colour: readonly number[]): void {
  const count = size.width * size.height
  const isSolid = new Uint8Array(count)
  for (let index = 0; index < count; index += 1) if ((pixels[index * 4 + 3] ?? 0) >= solid) isSolid[index] = 1
  const distances = squaredDistances(isSolid, size)
  for (let index = 0; index < count; index += 1) {
    const own = (pixels[index * 4 + 3] ?? 0) / 255
    if (own === 1) continue
    // Half a pixel lies between a pixel's middle and its border; the line's own edge is soft over one.
    const line = Math.min(1, Math.max(0, width + 1 - Math.sqrt(distances[index] ?? 0)))
    if (line === 0) continue
    const joined = own + line * (1 - own)
    for (let channel = 0; channel < 3; channel += 1) {
      const at = index * 4 + channel
      pixels[at] = ((pixels[at] ?? 0) * own + (colour[channel] ?? 0) * line * (1 - own)) / joined
    }
    pixels[index * 4 + 3] = Math.round(joined * 255)
  }
}
