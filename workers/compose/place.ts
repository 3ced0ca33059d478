import type { Rect, Size } from '#core/geometry.ts'
import type { RgbaRaster } from '#workers/pixels/raster.ts'
import { enlarged } from '#workers/pixels/resize/enlarge.ts'
import type { Placement } from './placement.ts'
import { resampled } from './resample.ts'
import { turned } from './turned.ts'

/** A cutout on its canvas: straight RGBA, nothing around the subject. Where no size changes, every pixel stays what it was. */
export function place(picture: RgbaRaster, placement: Placement): Uint8ClampedArray<ArrayBuffer> {
  const { canvas, from, to, turn } = placement
  if (turn !== undefined) {
    const size = { width: to.width, height: to.height }
    const { turn: _, ...upright } = placement
    const data = place(picture, { ...upright, canvas: size, to: { x: 0, y: 0, ...size } })
    return turned({ ...size, data }, to, canvas, turn)
  }
  const result = new Uint8ClampedArray(canvas.width * canvas.height * 4)
  const isSameSize = from.width === to.width && from.height === to.height
  // What is resampled lies within the picture, unless a crop has margins beyond it: then they are made part of it.
  const source = isSameSize || isWithin(from, picture) ? picture : widened(picture, from)
  const part = source === picture ? from : { ...from, x: 0, y: 0 }
  const sized = isSameSize ? undefined : resized(source, part, to, placement.isEnlarged === true)
  for (let y = 0; y < to.height; y += 1) {
    const row = to.y + y
    if (row < 0 || row >= canvas.height) continue
    const first = Math.max(0, -to.x, sized === undefined ? -from.x : 0)
    const end = Math.min(to.width, canvas.width - to.x, sized === undefined ? picture.width - from.x : to.width)
    if (end <= first) continue
    const target = (row * canvas.width + to.x + first) * 4
    if (sized !== undefined) result.set(sized.subarray((y * to.width + first) * 4, (y * to.width + end) * 4), target)
    else if (from.y + y >= 0 && from.y + y < picture.height) {
      const start = (from.y + y) * picture.width + from.x
      result.set(picture.data.subarray((start + first) * 4, (start + end) * 4), target)
    }
  }
  return result
}

function resized(source: RgbaRaster, part: Rect, to: Size, isEnlarged: boolean): Uint8ClampedArray {
  const hasMore = to.width >= part.width && to.height >= part.height
  return isEnlarged && hasMore ? enlarged(source, part, to) : resampled(source, part, to)
}

function isWithin({ x, y, width, height }: Rect, picture: Size): boolean {
  return x >= 0 && y >= 0 && x + width <= picture.width && y + height <= picture.height
}

function widened(picture: RgbaRaster, frame: Rect): RgbaRaster {
  const { width, height } = frame
  const to = { x: 0, y: 0, width, height }
  return { width, height, data: place(picture, { canvas: { width, height }, from: frame, to }) }
}
