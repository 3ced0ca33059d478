import type { Turn } from '#core/composition.ts'
import type { Rect, Size } from '#core/geometry.ts'
import type { RgbaRaster } from '#workers/pixels/raster.ts'
import { wordsOf } from '#workers/pixels/words.ts'
import { lightIn, sampleRow } from './tileLight.ts'
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
  const { xx, xy, yx, yy } = backwards(turn)
  const [source, target] = [wordsOf(data), wordsOf(result)]
  const first = Math.max(0, -box.x)
  const count = Math.min(box.width, canvas.width - box.x) - first
  const u = first + 0.5 - box.width / 2
  for (let y = Math.max(0, -box.y); y < Math.min(box.height, canvas.height - box.y); y += 1) {
    const v = y + 0.5 - box.height / 2
    const column = Math.floor(xx * u + xy * v + width / 2)
    const row = Math.floor(yx * u + yy * v + height / 2)
    // Along a row of the canvas the picture's pixels follow each other in a row or in a column.
    const step = yx * width + xx
    const start = (box.y + y) * canvas.width + box.x + first
    for (let x = 0, from = row * width + column; x < count; x += 1, from += step) target[start + x] = source[from] ?? 0
  }
  return result
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
  const [left, top] = [0, 1].map((axis) => Math.floor(Math.min(...corners.map((corner) => corner[axis] ?? 0))) - 1)
  const [end, last] = [0, 1].map((axis) => Math.floor(Math.max(...corners.map((corner) => corner[axis] ?? 0))) + 3)
  if (left === undefined || top === undefined || end === undefined || last === undefined) return
  const light = lightIn(picture, { x: left, y: top, width: end - left, height: last - top })
  if (light === undefined) return
  for (let row = tile.y; row < tile.y + tile.height; row += 1) {
    const [x, y] = [columnOf(tile.x + 0.5, row + 0.5) - left, rowOf(tile.x + 0.5, row + 0.5) - top]
    const target = (row * stride + tile.x) * 4
    sampleRow(light, { x, y, right: xx, down: yx }, result.subarray(target, target + tile.width * 4))
  }
}
