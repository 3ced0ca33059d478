import { type Composition, pixelsOf } from '#core/composition.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { onCanvas, standing } from './canvas.ts'

/** Which part of the cutout goes where on the canvas; parts that differ in size are resampled. Both may reach beyond their pictures. */
export interface Placement {
  canvas: Size
  from: Rect
  to: Rect
  /** Parts that gain pixels are enlarged with care, as for a larger picture than there was. */
  isEnlarged?: true
}

/** No canvas has more pixels than this; a size that a person asks for is below it. */
const mostPixels = 8192 * 8192

/** Where the subject goes. Without a subject (`bounds` undefined) there is nothing to crop to or to place. */
export function placementOf(photo: Size, bounds: Rect | undefined, composition: Composition): Placement {
  const { scalePercent, position, maxPixels } = composition
  const frame = cropOf(photo, bounds, composition)
  const isPlaced = bounds !== undefined && (scalePercent !== undefined || position !== undefined)
  if (composition.canvas !== undefined) {
    const from = isPlaced ? bounds : frame
    const placement = { from, ...onCanvas(frame, isPlaced ? bounds : undefined, composition.canvas, composition) }
    return shrunk(placement, Math.min(maxPixels ?? mostPixels, mostPixels))
  }
  const canvas = { width: frame.width, height: frame.height }
  const whole: Placement = isPlaced
    ? { canvas, from: bounds, to: placed(frame, bounds, composition) }
    : { canvas, from: frame, to: { ...frame, x: 0, y: 0 } }
  return maxPixels === undefined ? whole : shrunk(whole, maxPixels)
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
  const scale =
    scalePercent === undefined
      ? 1
      : (scalePercent / 100) * Math.min(frame.width / bounds.width, frame.height / bounds.height)
  const width = Math.max(1, Math.round(bounds.width * scale))
  const height = Math.max(1, Math.round(bounds.height * scale))
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
export function grown({ canvas, from, to }: Placement, size: Size): Placement {
  return { canvas: size, from, to: rectIn(to, canvas, size), isEnlarged: true }
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
export function shrunk({ canvas, from, to }: Placement, maxPixels: number): Placement {
  const scale = Math.sqrt(maxPixels / (canvas.width * canvas.height))
  if (scale >= 1) return { canvas, from, to }
  const width = Math.max(1, Math.floor(canvas.width * scale))
  const height = Math.max(1, Math.floor(canvas.height * scale))
  // Each direction by its own factor: rounding must not leave an empty column.
  const size = { width, height }
  return { canvas: size, from, to: rectIn(to, canvas, size) }
}
