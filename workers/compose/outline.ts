import type { Rect, Size } from '#core/geometry.ts'
import { squaredDistances } from './distances.ts'

/** Alpha from which on a pixel belongs to what a line is drawn around. */
const solid = 128

/**
 * Lays a line of this width in pixels and this colour around a cutout, in place: beneath its soft edge, and as round as its corners are sharp.
 * @param subject its bounds
 */
export function addOutline(
  pixels: Uint8ClampedArray,
  size: Size,
  subject: Rect,
  width: number,
  colour: readonly number[],
): void {
  // Half a pixel lies between a pixel's middle and its border; the line's own edge is soft over one.
  const reach = width + 1
  const box = grown(subject, Math.ceil(reach), size)
  const distancesOf = squaredDistances(solidIn(pixels, size, box), box, reach)
  const distances = new Float64Array(box.width)
  for (let y = 0; y < box.height; y += 1) {
    distancesOf(y, distances)
    const start = ((box.y + y) * size.width + box.x) * 4
    drawRow(pixels.subarray(start, start + box.width * 4), distances, reach, colour)
  }
}

function grown({ x, y, width, height }: Rect, by: number, canvas: Size): Rect {
  const [left, top] = [Math.max(0, x - by), Math.max(0, y - by)]
  const [right, bottom] = [Math.min(canvas.width, x + width + by), Math.min(canvas.height, y + height + by)]
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function solidIn(pixels: Uint8ClampedArray, { width }: Size, box: Rect): Uint8Array {
  const isSolid = new Uint8Array(box.width * box.height)
  for (let y = 0, index = 0; y < box.height; y += 1)
    for (let x = 0, at = ((box.y + y) * width + box.x) * 4 + 3; x < box.width; x += 1, at += 4, index += 1)
      if ((pixels[at] ?? 0) >= solid) isSolid[index] = 1
  return isSolid
}

function drawRow(row: Uint8ClampedArray, distances: Float64Array, reach: number, colour: readonly number[]): void {
  for (let x = 0, at = 0; x < distances.length; x += 1, at += 4) {
    const alpha = row[at + 3] ?? 0
    const squared = distances[x] ?? 0
    if (alpha === 255 || squared >= reach * reach) continue
    const own = alpha / 255
    const line = Math.min(1, reach - Math.sqrt(squared))
    const joined = own + line * (1 - own)
    for (let channel = 0; channel < 3; channel += 1)
      row[at + channel] = ((row[at + channel] ?? 0) * own + (colour[channel] ?? 0) * line * (1 - own)) / joined
    row[at + 3] = Math.round(joined * 255)
  }
}
