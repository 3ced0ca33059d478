import { type Composition, pixelsOf, type Turn } from '#core/composition.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { fitting, freely, onCanvas, scaled, standing } from './canvas.ts'

/** Which part of the cutout goes where on the canvas; parts that differ in size are resampled. Both may reach beyond their pictures. */
export interface Placement {
  canvas: Size
  from: Rect
  to: Rect
  /** Parts that gain pixels are enlarged with care, as for a larger picture than there was. */
  isEnlarged?: true
  /** How what is placed is turned about the middle of its place. */
  turn?: Turn
}

/** No canvas has more pixels than this; a size that a person asks for is below it. */
const mostPixels = 8192 * 8192

/**
 * Where the subject goes. Without a subject (`bounds` undefined) there is nothing to crop to or to place.
 * @param box what the subject takes up once it is turned, in pixels of the photo; its bounds where it is not
 */
export function placementOf(
  photo: Size,
  bounds: Rect | undefined,
  composition: Composition,
  box: Rect | undefined = bounds,
): Placement {
  const { turn, maxPixels } = composition
  const placement = untouched(photo, bounds, box, composition)
  const limited = shrunk(
    placement,
    composition.canvas === undefined ? maxPixels : Math.min(maxPixels ?? mostPixels, mostPixels),
  )
  if (turn === undefined || bounds === undefined) return limited
  return { ...limited, from: bounds, to: partOn(limited, bounds), turn }
}

function untouched(photo: Size, bounds: Rect | undefined, box: Rect | undefined, composition: Composition): Placement {
  const { scalePercent, position, centre, canvas } = composition
  const frame = cropOf(photo, box, composition)
  if (bounds !== undefined && centre !== undefined)
    return { from: bounds, ...freely(frame, bounds, canvas, { ...composition, centre }) }
  const isPlaced = box !== undefined && (scalePercent !== undefined || position !== undefined)
  if (canvas !== undefined)
    return { from: isPlaced ? box : frame, ...onCanvas(frame, isPlaced ? box : undefined, canvas, composition) }
  const whole = { width: frame.width, height: frame.height }
  return isPlaced
    ? { canvas: whole, from: box, to: placed(frame, box, composition) }
    : { canvas: whole, from: frame, to: { ...frame, x: 0, y: 0 } }
}

/** Where a part of the photo lies on the canvas, in line with what is placed there; it may be more than that. */
export function partOn({ from, to }: Pick<Placement, 'from' | 'to'>, { x, y, width, height }: Rect): Rect {
  const on = rectIn({ x: x - from.x, y: y - from.y, width, height }, from, to)
  return { ...on, x: to.x + on.x, y: to.y + on.y }
}

function cropOf(photo: Size, bounds: Rect | undefined, { crop }: Composition): Rect {
  if (crop === undefined || bounds === undefined) return { x: 0, y: 0, width: photo.width, height: photo.height }
  const left = pixelsOf(crop.left, bounds.width)
  const top = pixelsOf(crop.top, bounds.height)
  return {
    x: bounds.x - left,
    y: bounds.y - top,
    width: bounds.width + left + pixelsOf(crop.right, bounds.width),
    height: bounds.height + top + pixelsOf(crop.bottom, bounds.height),
  }
}

function placed(frame: Rect, bounds: Rect, { scalePercent, position }: Composition): Rect {
  const scale = scalePercent === undefined ? 1 : (scalePercent / 100) * fitting(bounds, frame)
  const { width, height } = scaled(bounds, scale)
  if (position === undefined) {
    // It stays about its own middle, as far as it then is in the picture.
    const middle = (start: number, length: number, size: number) => Math.round(start + length / 2 - size / 2)
    const within = (at: number, room: number) => Math.min(Math.max(0, at), Math.max(0, room))
    return {
      x: within(middle(bounds.x - frame.x, bounds.width, width), frame.width - width),
      y: within(middle(bounds.y - frame.y, bounds.height, height), frame.height - height),
      width,
      height,
    }
  }
  return standing(frame, { width, height }, position)
}

/** The same on a larger canvas of about the same shape. */
export function grown(placement: Placement, size: Size): Placement {
  return { ...placement, canvas: size, to: rectIn(placement.to, placement.canvas, size), isEnlarged: true }
}

/** A rectangle of a picture in another size of it. */
export function rectIn({ x, y, width, height }: Rect, from: Size, to: Size): Rect {
  const [across, down] = [to.width / from.width, to.height / from.height]
  const [left, top] = [Math.round(x * across), Math.round(y * down)]
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.round((x + width) * across) - left),
    height: Math.max(1, Math.round((y + height) * down) - top),
  }
}

/** The same on a smaller canvas, where this one has more pixels. */
export function shrunk(placement: Placement, maxPixels = Number.POSITIVE_INFINITY): Placement {
  const { canvas, to } = placement
  const scale = Math.sqrt(maxPixels / (canvas.width * canvas.height))
  if (scale >= 1) return placement
  const width = Math.max(1, Math.floor(canvas.width * scale))
  const height = Math.max(1, Math.floor(canvas.height * scale))
  // Each direction by its own factor: rounding must not leave an empty column.
  const size = { width, height }
  return { ...placement, canvas: size, to: rectIn(to, canvas, size) }
}
