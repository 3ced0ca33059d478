import type { Canvas, Composition } from '#core/composition.ts'
import type { Rect, Size } from '#core/geometry.ts'

/** A canvas, and where on it the subject stands, or the whole frame. */
interface OnCanvas {
  canvas: Size
  to: Rect
}

type Wanted = Pick<Composition, 'scalePercent' | 'position'>

/** How a canvas is filled: by the subject of these bounds, or by the whole frame where nothing is placed (`bounds` undefined). */
export function onCanvas(frame: Size, bounds: Size | undefined, canvas: Canvas, wanted: Wanted): OnCanvas {
  return canvas.kind === 'size' ? onSize(frame, bounds, canvas, wanted) : onProportions(frame, bounds, canvas, wanted)
}

function onSize(frame: Size, bounds: Size | undefined, { width, height }: Size, wanted: Wanted): OnCanvas {
  const canvas = { width, height }
  const scale =
    bounds !== undefined && wanted.scalePercent !== undefined
      ? (wanted.scalePercent / 100) * fitting(bounds, canvas)
      : fitting(frame, canvas)
  return { canvas, to: standing(canvas, scaled(bounds ?? frame, scale), bounds && wanted.position) }
}

/** No pixel is resampled: the canvas grows until it holds the frame, or leaves the subject its share. */
function onProportions(
  frame: Size,
  bounds: Size | undefined,
  canvas: Extract<Canvas, { kind: 'aspect' }>,
  { scalePercent, position }: Wanted,
): OnCanvas {
  const held = bounds !== undefined && scalePercent !== undefined ? scaled(bounds, 100 / scalePercent) : frame
  const whole = around(held, canvas)
  return { canvas: whole, to: standing(whole, bounds ?? frame, bounds && position) }
}

/** Where a subject goes whose middle a hand has put somewhere; without a canvas the frame is one. No pixel is resampled as long as no size is asked for. */
export function freely(
  frame: Size,
  bounds: Size,
  canvas: Canvas | undefined,
  { scalePercent, centre }: Wanted & { centre: NonNullable<Composition['centre']> },
): OnCanvas {
  const share = scalePercent === undefined ? undefined : scalePercent / 100
  const at = (whole: Size, size: Size): OnCanvas => {
    const x = Math.round((whole.width * centre.xPercent) / 100 - size.width / 2)
    const y = Math.round((whole.height * centre.yPercent) / 100 - size.height / 2)
    return { canvas: whole, to: { x, y, ...size } }
  }
  if (canvas?.kind === 'aspect') {
    const whole = around(share === undefined ? frame : scaled(bounds, 1 / share), canvas)
    return at(whole, { width: bounds.width, height: bounds.height })
  }
  const whole = { width: (canvas ?? frame).width, height: (canvas ?? frame).height }
  const scale = share === undefined ? fitting(frame, whole) : share * fitting(bounds, whole)
  return at(whole, scaled(bounds, scale))
}

/** The smallest size of exactly these proportions that holds another. */
function around({ width, height }: Size, { across, down }: { across: number; down: number }): Size {
  const shared = divisor(across, down)
  const [columns, rows] = [across / shared, down / shared]
  const times = Math.max(1, Math.ceil(Math.max(width / columns, height / rows)))
  return { width: columns * times, height: rows * times }
}

/** Where a size stands on a canvas: in the middle where no position is given. Either may be the larger. */
export function standing(canvas: Size, size: Size, position: Wanted['position']): Rect {
  const { xPercent, yPercent } = position ?? { xPercent: 50, yPercent: 50 }
  return {
    x: Math.round((canvas.width - size.width) * (xPercent / 100)),
    y: Math.round((canvas.height - size.height) * (yPercent / 100)),
    width: size.width,
    height: size.height,
  }
}

/** How much larger the inner one can be and still fit. */
export function fitting(inner: Size, outer: Size): number {
  return Math.min(outer.width / inner.width, outer.height / inner.height)
}

export function scaled({ width, height }: Size, scale: number): Size {
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other)
}
