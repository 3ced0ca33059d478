import type { Size } from '#core/geometry.ts'
import { type Orientation, placeTile } from '#workers/decode/orientation.ts'

/** Samples of 16 bits, rounded to 8. */
export function roundedDeep(deep: Uint16Array): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(deep.length)
  // It rounds by itself.
  for (let at = 0; at < deep.length; at += 1) pixels[at] = (deep[at] ?? 0) / 257
  return pixels
}

/** RGBA of 16 bits a sample of a stored picture, turned upright. */
export function uprightDeep(
  deep: Uint16Array<ArrayBuffer>,
  stored: Size,
  orientation: Orientation,
): Uint16Array<ArrayBuffer> {
  if (orientation === 1) return deep
  const places = Uint32Array.from({ length: stored.width * stored.height }, (_, place) => place)
  const turned = new Uint32Array(places.length)
  placeTile(turned, stored, orientation, places, { x: 0, y: 0, ...stored })
  const upright = new Uint16Array(deep.length)
  for (const [to, from] of turned.entries()) upright.set(deep.subarray(from * 4, from * 4 + 4), to * 4)
  return upright
}
