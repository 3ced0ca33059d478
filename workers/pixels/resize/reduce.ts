import type { Size } from '#core/geometry.ts'
import { joinedAlpha } from '#workers/pixels/joinedAlpha.ts'

/** Straight RGBA, 0 to 255, row by row. */
interface Picture {
  size: Size
  pixels: Uint8Array | Uint8ClampedArray
}

/** The largest size of the same shape whose longer side is at most this; never larger than it is. */
export function fittedSide(size: Size, maxSide: number): Size {
  return scaled(size, Math.min(1, maxSide / Math.max(size.width, size.height)))
}

/** The largest size of about the same shape whose area is at most this many pixels; never larger than it is. */
export function fittedArea(size: Size, maxPixels: number): Size {
  const fitted = scaled(size, Math.min(1, Math.sqrt(maxPixels / (size.width * size.height))))
  if (fitted.width * fitted.height <= maxPixels) return fitted
  return fitted.width > fitted.height
    ? { ...fitted, width: Math.max(1, Math.floor(maxPixels / fitted.height)) }
    : { ...fitted, height: Math.max(1, Math.floor(maxPixels / fitted.width)) }
}

/** A reduced copy of a photo for looking it over: straight RGBA, the longer side at most `maxSide`. */
export function reducedCopy(photo: Picture, maxSide: number): { size: Size; pixels: Uint8ClampedArray<ArrayBuffer> } {
  const size = fittedSide(photo.size, maxSide)
  return { size, pixels: reduced(photo, size) }
}

/**
 * Makes a picture smaller by averaging: each new pixel is the mean of exactly the area it covers, colours weighted by alpha.
 * @param target not larger than the photo in either direction
 * @param mask alpha of the cutout, one byte a pixel of the photo; without it the photo's own alpha counts alone
 * @returns straight RGBA; black where nothing is to be seen
 */
export function reduced({ size, pixels }: Picture, target: Size, mask?: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const scale = size.height / target.height
  const row = new Float32Array(target.width * 4)
  const sums = new Float32Array(target.width * 4)
  const result = new Uint8ClampedArray(target.width * target.height * 4)
  let y = -1
  for (let to = 0; to < target.height; to += 1) {
    sums.fill(0)
    const start = to * scale
    const end = to === target.height - 1 ? size.height : start + scale
    for (let from = Math.floor(start); from < end; from += 1) {
      if (from !== y) averageRow(pixels, mask, from * size.width, size.width, row)
      y = from
      const weight = (Math.min(end, from + 1) - Math.max(start, from)) / (end - start)
      for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (row[at] ?? 0) * weight
    }
    writeStraight(sums, result, to * target.width * 4)
  }
  return result
}

/** Reduces one row across: sums of colour times alpha, and of alpha, each divided by the width of the area. */
function averageRow(
  pixels: Uint8Array | Uint8ClampedArray,
  mask: Uint8Array | undefined,
  first: number,
  width: number,
  row: Float32Array,
): void {
  const count = row.length / 4
  const scale = width / count
  const share = 1 / scale
  for (let to = 0; to < count; to += 1) {
    const start = to * scale
    const end = Math.min(width, start + scale)
    averageArea(pixels, mask, first, start, end, row, to * 4, share)
  }
}

function averageArea(
  pixels: Uint8Array | Uint8ClampedArray,
  mask: Uint8Array | undefined,
  first: number,
  start: number,
  end: number,
  row: Float32Array,
  to: number,
  share: number,
): void {
  let red = 0
  let green = 0
  let blue = 0
  let opacity = 0
  const from = Math.floor(start)
  for (let x = from; x < end; x += 1) {
    const cut = mask === undefined ? 255 : (mask[first + x] ?? 0)
    // Most of a mask is empty, and adds nothing.
    if (cut === 0) continue
    const at = (first + x) * 4
    const inside = x === from ? from + 1 - start : 1
    const own = pixels[at + 3] ?? 0
    const alpha = mask === undefined ? own : joinedAlpha(own, cut)
    const weight = alpha * (x + 1 > end ? inside - (x + 1 - end) : inside)
    red += (pixels[at] ?? 0) * weight
    green += (pixels[at + 1] ?? 0) * weight
    blue += (pixels[at + 2] ?? 0) * weight
    opacity += weight
  }
  row[to] = red * share
  row[to + 1] = green * share
  row[to + 2] = blue * share
  row[to + 3] = opacity * share
}

function writeStraight(sums: Float32Array, result: Uint8ClampedArray, place: number): void {
  for (let at = 0; at < sums.length; at += 4) {
    const alpha = sums[at + 3] ?? 0
    if (alpha <= 0) continue
    result[place + at] = (sums[at] ?? 0) / alpha
    result[place + at + 1] = (sums[at + 1] ?? 0) / alpha
    result[place + at + 2] = (sums[at + 2] ?? 0) / alpha
    result[place + at + 3] = alpha
  }
}

function scaled({ width, height }: Size, factor: number): Size {
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) }
}
