import type { Rect, Size } from '#core/geometry.ts'
import type { RgbaRaster } from '#workers/pixels/raster.ts'
import { triangleTaps } from '#workers/pixels/resize/taps.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'

/**
 * A part of a picture in another size: straight RGBA, mixed in linear light and weighed by alpha, so that no colour of unseen pixels
 * bleeds into the edge. The part must lie within the picture.
 */
export function resampled({ width, data }: RgbaRaster, from: Rect, to: Size): Uint8ClampedArray<ArrayBuffer> {
  const across = triangleTaps(from.width, to.width)
  const down = triangleTaps(from.height, to.height)
  const result = new Uint8ClampedArray(to.width * to.height * 4)
  const rows = new Map<number, Float32Array>()
  const rowOf = (y: number) => {
    const known = rows.get(y)
    if (known !== undefined) return known
    const row = shrunkRow(data, ((from.y + y) * width + from.x) * 4, across, to.width)
    rows.set(y, row)
    return row
  }
  const mixed = new Float32Array(to.width * 4)
  for (let y = 0; y < to.height; y += 1) {
    const start = down.start[y] ?? 0
    for (const key of rows.keys()) if (key < start) rows.delete(key)
    mixed.fill(0)
    for (let tap = 0; tap < (down.count[y] ?? 0); tap += 1) {
      const share = down.weight[y * down.widest + tap] ?? 0
      const row = rowOf(start + tap)
      for (let i = 0; i < mixed.length; i += 1) mixed[i] = (mixed[i] ?? 0) + share * (row[i] ?? 0)
    }
    writeRow(mixed, result, y * to.width * 4)
  }
  return result
}

/** Premultiplied linear light and alpha (0 to 1) of one row, in its new length. */
function shrunkRow(
  data: RgbaRaster['data'],
  offset: number,
  { start, count, weight, widest }: ReturnType<typeof triangleTaps>,
  width: number,
): Float32Array {
  const row = new Float32Array(width * 4)
  for (let x = 0; x < width; x += 1) {
    let [red, green, blue, alpha] = [0, 0, 0, 0]
    for (let tap = 0; tap < (count[x] ?? 0); tap += 1) {
      const at = offset + ((start[x] ?? 0) + tap) * 4
      const share = ((weight[x * widest + tap] ?? 0) * (data[at + 3] ?? 0)) / 255
      red += share * linearOfByte(data[at] ?? 0)
      green += share * linearOfByte(data[at + 1] ?? 0)
      blue += share * linearOfByte(data[at + 2] ?? 0)
      alpha += share
    }
    row.set([red, green, blue, alpha], x * 4)
  }
  return row
}

function writeRow(mixed: Float32Array, result: Uint8ClampedArray, offset: number): void {
  for (let i = 0; i < mixed.length; i += 4) {
    const alpha = mixed[i + 3] ?? 0
    const byte = Math.round(alpha * 255)
    if (byte === 0) continue
    for (let channel = 0; channel < 3; channel += 1)
      result[offset + i + channel] = byteOfLinear((mixed[i + channel] ?? 0) / alpha)
    result[offset + i + 3] = byte
  }
}
