import type { Rect, Size } from '#core/geometry.ts'
import type { RgbaRaster } from '#workers/pixels/raster.ts'
import { triangleTaps } from '#workers/pixels/resize/taps.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'

/**
 * A part of a picture in another size: straight RGBA, mixed in linear light and weighed by alpha, so that no colour of unseen pixels
 * bleeds into the edge. The part must lie within the picture.
 */
export function resampled(picture: RgbaRaster, from: Rect, to: Size): Uint8ClampedArray<ArrayBuffer> {
  const result = new Uint8ClampedArray(to.width * to.height * 4)
  const write = resampledRows(picture, from, to)
  for (let y = 0; y < to.height; y += 1) write(y, result.subarray(y * to.width * 4, (y + 1) * to.width * 4))
  return result
}

/** The same a row at a time, quickest in their order: writes what is seen of row `y` into one that shows nothing yet. */
export function resampledRows(
  { width, data }: RgbaRaster,
  from: Rect,
  to: Size,
): (y: number, into: Uint8ClampedArray) => void {
  const across = triangleTaps(from.width, to.width)
  const down = triangleTaps(from.height, to.height)
  const kept = Array.from({ length: down.widest }, () => ({ y: -1, row: new Float32Array(to.width * 4) }))
  const mixed = new Float32Array(to.width * 4)
  const rowOf = (y: number) => {
    const place = kept[y % kept.length]
    if (place === undefined) return mixed
    if (place.y !== y) shrinkRow(data, ((from.y + y) * width + from.x) * 4, across, place.row)
    place.y = y
    return place.row
  }
  return (y, into) => {
    const start = down.start[y] ?? 0
    mixed.fill(0)
    for (let tap = 0; tap < (down.count[y] ?? 0); tap += 1) {
      const share = down.weight[y * down.widest + tap] ?? 0
      const row = rowOf(start + tap)
      for (let i = 0; i < mixed.length; i += 1) mixed[i] = (mixed[i] ?? 0) + share * (row[i] ?? 0)
    }
    writeRow(mixed, into)
  }
}

/** Premultiplied linear light and alpha (0 to 1) of one row, in its new length. */
function shrinkRow(
  data: RgbaRaster['data'],
  offset: number,
  { start, count, weight, widest }: ReturnType<typeof triangleTaps>,
  row: Float32Array,
): void {
  for (let x = 0, to = 0; to < row.length; x += 1, to += 4) {
    let red = 0
    let green = 0
    let blue = 0
    let alpha = 0
    let at = offset + (start[x] ?? 0) * 4
    for (let tap = x * widest; tap < x * widest + (count[x] ?? 0); tap += 1, at += 4) {
      const share = ((weight[tap] ?? 0) * (data[at + 3] ?? 0)) / 255
      red += share * linearOfByte(data[at] ?? 0)
      green += share * linearOfByte(data[at + 1] ?? 0)
      blue += share * linearOfByte(data[at + 2] ?? 0)
      alpha += share
    }
    row[to] = red
    row[to + 1] = green
    row[to + 2] = blue
    row[to + 3] = alpha
  }
}

function writeRow(mixed: Float32Array, into: Uint8ClampedArray): void {
  for (let i = 0; i < mixed.length; i += 4) {
    const alpha = mixed[i + 3] ?? 0
    const byte = Math.round(alpha * 255)
    if (byte === 0) continue
    const scale = 1 / alpha
    into[i] = byteOfLinear((mixed[i] ?? 0) * scale)
    into[i + 1] = byteOfLinear((mixed[i + 1] ?? 0) * scale)
    into[i + 2] = byteOfLinear((mixed[i + 2] ?? 0) * scale)
    into[i + 3] = byte
  }
}
