import type { Turn } from '#core/composition.ts'
import type { Rect, Size } from '#core/geometry.ts'
import type { RgbaRaster } from '#workers/pixels/raster.ts'
import { byteOfLinear, linearOfByte } from './linearLight.ts'
import { directionOf, quarterTurned } from './turnedBox.ts'

/**
 * A picture (straight RGBA) flipped and turned about the middle of the rectangle that it has on a canvas, which shows what lies within it. Flips and quarter
 * turns move pixels and change none; other angles take sixteen neighbours of each by Keys' cubic convolution (1981, a = -1/2), in linear light weighed
 * by alpha, so that no colour of unseen pixels bleeds into the edge.
 * @param to as large as the picture
 */
export function turned(picture: RgbaRaster, to: Rect, canvas: Size, turn: Turn): Uint8ClampedArray<ArrayBuffer> {
  const { cos, sin } = directionOf(turn.degrees)
  return cos === 0 || sin === 0 ? moved(picture, to, canvas, turn) : sampled(picture, to, canvas, turn)
}

/** From a place about the middle of the canvas's rectangle to one about the picture's. */
function backwards({ degrees, isFlippedAcross, isFlippedDown }: Turn) {
  const { cos, sin } = directionOf(degrees)
  const [across, down] = [isFlippedAcross ? -1 : 1, isFlippedDown ? -1 : 1]
  return { xx: across * cos, xy: across * sin, yx: -down * sin, yy: down * cos }
}

function moved(
  { width, height, data }: RgbaRaster,
  to: Rect,
  canvas: Size,
  turn: Turn,
): Uint8ClampedArray<ArrayBuffer> {
  const result = new Uint8ClampedArray(canvas.width * canvas.height * 4)
  const box = quarterTurned(to, directionOf(turn.degrees).cos)
  const back = backwards(turn)
  const [source, target] = [wordsOf(data), wordsOf(result)]
  for (let y = Math.max(0, -box.y); y < Math.min(box.height, canvas.height - box.y); y += 1)
    for (let x = Math.max(0, -box.x); x < Math.min(box.width, canvas.width - box.x); x += 1) {
      const [u, v] = [x + 0.5 - box.width / 2, y + 0.5 - box.height / 2]
      const column = Math.floor(back.xx * u + back.xy * v + width / 2)
      const row = Math.floor(back.yx * u + back.yy * v + height / 2)
      target[(box.y + y) * canvas.width + box.x + x] = source[row * width + column] ?? 0
    }
  return result
}

function wordsOf({ buffer, byteOffset, byteLength }: RgbaRaster['data']): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength / 4)
}

/** Side of the squares that are sampled at a time: what they need of the picture stays in the processor's cache. */
const side = 48

function sampled(picture: RgbaRaster, to: Rect, canvas: Size, turn: Turn): Uint8ClampedArray<ArrayBuffer> {
  const result = new Uint8ClampedArray(canvas.width * canvas.height * 4)
  const back = backwards(turn)
  const middle = { x: to.x + to.width / 2, y: to.y + to.height / 2 }
  const reach = Math.hypot(to.width, to.height) / 2 + 2
  const [top, bottom] = [
    Math.max(0, Math.floor(middle.y - reach)),
    Math.min(canvas.height, Math.ceil(middle.y + reach)),
  ]
  const [left, right] = [Math.max(0, Math.floor(middle.x - reach)), Math.min(canvas.width, Math.ceil(middle.x + reach))]
  for (let y = top; y < bottom; y += side)
    for (let x = left; x < right; x += side) {
      const tile = { x, y, width: Math.min(side, right - x), height: Math.min(side, bottom - y) }
      sampleTile(picture, tile, middle, back, result, canvas.width)
    }
  return result
}

function sampleTile(
  picture: RgbaRaster,
  tile: Rect,
  middle: { x: number; y: number },
  { xx, xy, yx, yy }: ReturnType<typeof backwards>,
  result: Uint8ClampedArray,
  stride: number,
): void {
  const columnOf = (x: number, y: number) => xx * (x - middle.x) + xy * (y - middle.y) + picture.width / 2 - 0.5
  const rowOf = (x: number, y: number) => yx * (x - middle.x) + yy * (y - middle.y) + picture.height / 2 - 0.5
  const corners = [tile.x + 0.5, tile.x + tile.width - 0.5].flatMap((x) =>
    [tile.y + 0.5, tile.y + tile.height - 0.5].map((y) => [columnOf(x, y), rowOf(x, y)] as const),
  )
  const [x, y] = [0, 1].map((axis) => Math.floor(Math.min(...corners.map((corner) => corner[axis] ?? 0))) - 1)
  const [end, last] = [0, 1].map((axis) => Math.floor(Math.max(...corners.map((corner) => corner[axis] ?? 0))) + 3)
  if (x === undefined || y === undefined || end === undefined || last === undefined) return
  const part = { x, y, width: end - x, height: last - y }
  const light = lightIn(picture, part)
  if (light === undefined) return
  const [across, down] = [new Float64Array(4), new Float64Array(4)]
  for (let row = tile.y; row < tile.y + tile.height; row += 1)
    for (let column = tile.x; column < tile.x + tile.width; column += 1) {
      const [sourceX, sourceY] = [columnOf(column + 0.5, row + 0.5), rowOf(column + 0.5, row + 0.5)]
      const [wholeX, wholeY] = [Math.floor(sourceX), Math.floor(sourceY)]
      weigh(sourceX - wholeX, across)
      weigh(sourceY - wholeY, down)
      let [red, green, blue, alpha] = [0, 0, 0, 0]
      for (let j = 0; j < 4; j += 1)
        for (let i = 0; i < 4; i += 1) {
          const share = (down[j] ?? 0) * (across[i] ?? 0)
          const at = ((wholeY - 1 + j - part.y) * part.width + wholeX - 1 + i - part.x) * 4
          red += share * (light[at] ?? 0)
          green += share * (light[at + 1] ?? 0)
          blue += share * (light[at + 2] ?? 0)
          alpha += share * (light[at + 3] ?? 0)
        }
      const byte = Math.round(Math.min(1, alpha) * 255)
      if (byte <= 0) continue
      const target = (row * stride + column) * 4
      result[target] = byteOfLinear(red / alpha)
      result[target + 1] = byteOfLinear(green / alpha)
      result[target + 2] = byteOfLinear(blue / alpha)
      result[target + 3] = byte
    }
}

/** What the four neighbours along a line count, for a place so far between the middle two. */
function weigh(t: number, into: Float64Array): void {
  into[0] = ((-0.5 * t + 1) * t - 0.5) * t
  into[1] = (1.5 * t - 2.5) * t * t + 1
  into[2] = ((-1.5 * t + 2) * t + 0.5) * t
  into[3] = (0.5 * t - 0.5) * t * t
}

/** Premultiplied linear light and alpha (0 to 1) of a part of the picture, nothing beyond it; undefined where there is nothing at all. */
function lightIn({ width, height, data }: RgbaRaster, part: Rect): Float32Array | undefined {
  const light = new Float32Array(part.width * part.height * 4)
  let isSeen = false
  for (let y = Math.max(0, -part.y); y < Math.min(part.height, height - part.y); y += 1)
    for (let x = Math.max(0, -part.x); x < Math.min(part.width, width - part.x); x += 1) {
      const from = ((part.y + y) * width + part.x + x) * 4
      const alpha = (data[from + 3] ?? 0) / 255
      if (alpha === 0) continue
      isSeen = true
      const at = (y * part.width + x) * 4
      light[at] = linearOfByte(data[from] ?? 0) * alpha
      light[at + 1] = linearOfByte(data[from + 1] ?? 0) * alpha
      light[at + 2] = linearOfByte(data[from + 2] ?? 0) * alpha
      light[at + 3] = alpha
    }
  return isSeen ? light : undefined
}
