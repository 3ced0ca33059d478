import type { Rect } from '#core/geometry.ts'
import type { RgbaRaster } from '#workers/pixels/raster.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'

/** Premultiplied linear light and alpha (0 to 1), four numbers a pixel, of a part of a picture. */
interface TileLight {
  data: Float32Array
  width: number
  /** Whether alpha is 1 everywhere. */
  isOpaque: boolean
}

/** The light of a part of the picture, nothing beyond it; undefined where there is nothing at all. */
export function lightIn({ width, height, data }: RgbaRaster, part: Rect): TileLight | undefined {
  const light = new Float32Array(part.width * part.height * 4)
  const [first, end] = [Math.max(0, -part.x), Math.min(part.width, width - part.x)]
  let [seen, opaque] = [0, 0]
  for (let y = Math.max(0, -part.y); y < Math.min(part.height, height - part.y); y += 1) {
    let from = ((part.y + y) * width + part.x + first) * 4
    for (let at = (y * part.width + first) * 4; at < (y * part.width + end) * 4; at += 4, from += 4) {
      const byte = data[from + 3] ?? 0
      if (byte === 0) continue
      seen += 1
      if (byte === 255) opaque += 1
      const alpha = byte / 255
      light[at] = linearOfByte(data[from] ?? 0) * alpha
      light[at + 1] = linearOfByte(data[from + 1] ?? 0) * alpha
      light[at + 2] = linearOfByte(data[from + 2] ?? 0) * alpha
      light[at + 3] = alpha
    }
  }
  if (seen === 0) return undefined
  return { data: light, width: part.width, isOpaque: opaque === part.width * part.height }
}

/** Places of a line: where it begins, and how far it goes for each pixel. */
interface Line {
  x: number
  y: number
  right: number
  down: number
}

const across = new Float64Array(4)
const below = new Float64Array(4)

/** Samples light along a line into a row of straight RGBA, of which only what is seen is written. All sixteen neighbours of each place must lie within. */
export function sampleRow({ data, width, isOpaque }: TileLight, line: Line, row: Uint8ClampedArray): void {
  let { x, y } = line
  for (let to = 0; to < row.length; to += 4, x += line.right, y += line.down) {
    const column = Math.floor(x)
    const above = Math.floor(y)
    weigh(x - column, across)
    weigh(y - above, below)
    const a = across[0] ?? 0
    const b = across[1] ?? 0
    const c = across[2] ?? 0
    const d = across[3] ?? 0
    let at = ((above - 1) * width + column - 1) * 4
    let red = 0
    let green = 0
    let blue = 0
    let alpha = isOpaque ? 1 : 0
    for (let j = 0; j < 4; j += 1, at += width * 4) {
      const share = below[j] ?? 0
      red += share * mixed(data, at, a, b, c, d)
      green += share * mixed(data, at + 1, a, b, c, d)
      blue += share * mixed(data, at + 2, a, b, c, d)
      if (!isOpaque) alpha += share * mixed(data, at + 3, a, b, c, d)
    }
    const byte = Math.round(Math.min(1, alpha) * 255)
    if (byte <= 0) continue
    row[to] = byteOfLinear(red / alpha)
    row[to + 1] = byteOfLinear(green / alpha)
    row[to + 2] = byteOfLinear(blue / alpha)
    row[to + 3] = byte
  }
}

/** Four neighbours along a row, weighed. */
function mixed(data: Float32Array, at: number, a: number, b: number, c: number, d: number): number {
  return a * (data[at] ?? 0) + b * (data[at + 4] ?? 0) + c * (data[at + 8] ?? 0) + d * (data[at + 12] ?? 0)
}

/** What the four neighbours along a line count, for a place so far between the middle two. */
function weigh(t: number, into: Float64Array): void {
  into[0] = ((-0.5 * t + 1) * t - 0.5) * t
  into[1] = (1.5 * t - 2.5) * t * t + 1
  into[2] = ((-1.5 * t + 2) * t + 0.5) * t
  into[3] = (0.5 * t - 0.5) * t * t
}
