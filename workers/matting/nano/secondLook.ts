import type { Rect, Size } from '#core/geometry.ts'
import type { AlphaPlane } from '#workers/pixels/resize/resize.ts'

/** Longest side of a joined mask: finer steps than these are guesses in any photo. */
const longestSide = 1280
/** Share of the part over which the second view comes in, so that no seam shows. */
const fade = 0.08

/**
 * Lays what was seen in a part of the photo over what was seen in all of it: as fine as the part was seen, in the part; the whole view
 * elsewhere, with a soft passage between the two.
 */
export function laidOver(whole: AlphaPlane, close: AlphaPlane, part: Rect, photo: Size): AlphaPlane {
  const wanted = {
    width: (close.width * photo.width) / part.width,
    height: (close.height * photo.height) / part.height,
  }
  const scale = Math.min(1, longestSide / Math.max(wanted.width, wanted.height))
  const side = (length: number, most: number) => Math.max(1, Math.min(most, Math.round(length * scale)))
  const size = { width: side(wanted.width, photo.width), height: side(wanted.height, photo.height) }
  const joined = new Float32Array(size.width * size.height)
  const across = axis(size.width, { length: photo.width, from: part.x, part: part.width }, whole.width, close.width)
  const down = axis(size.height, { length: photo.height, from: part.y, part: part.height }, whole.height, close.height)
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const weight = (down.weight[y] ?? 0) * (across.weight[x] ?? 0)
      const far = weight < 1 ? sample(whole, across.whole[x] ?? 0, down.whole[y] ?? 0) : 0
      const near = weight > 0 ? sample(close, across.close[x] ?? 0, down.close[y] ?? 0) : 0
      joined[y * size.width + x] = far + weight * (near - far)
    }
  }
  return { ...size, data: joined }
}

/** For each new pixel of one axis: its place in either view, in their pixels, and how much the close one counts. */
interface Axis {
  whole: Float32Array
  close: Float32Array
  weight: Float32Array
}

function axis(
  count: number,
  { length, from, part }: { length: number; from: number; part: number },
  wholePixels: number,
  closePixels: number,
): Axis {
  const [whole, close, weight] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)]
  const [isOpenStart, isOpenEnd] = [from > 0, from + part < length]
  for (let i = 0; i < count; i++) {
    const place = ((i + 0.5) / count) * length
    const share = (place - from) / part
    whole[i] = (place / length) * wholePixels - 0.5
    close[i] = share * closePixels - 0.5
    if (share < 0 || share > 1) continue
    const start = isOpenStart ? share / fade : 1
    const end = isOpenEnd ? (1 - share) / fade : 1
    weight[i] = Math.min(1, start, end)
  }
  return { whole, close, weight }
}

/** Bilinear; beyond the border the border's value holds. */
function sample({ width, height, data }: AlphaPlane, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, x))
  const row = Math.min(height - 1, Math.max(0, y))
  const [left, top] = [Math.floor(column), Math.floor(row)]
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)]
  const [partX, partY] = [column - left, row - top]
  const above = (data[top * width + left] ?? 0) * (1 - partX) + (data[top * width + right] ?? 0) * partX
  const below = (data[bottom * width + left] ?? 0) * (1 - partX) + (data[bottom * width + right] ?? 0) * partX
  return above + (below - above) * partY
}
