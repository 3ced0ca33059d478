import type { RefObject } from 'react'
import type { Size } from '#core/geometry.ts'
import type { Brush, Stroke, StrokePoint } from '#core/strokes.ts'
import type { Viewport } from '#core/viewport.ts'

/** The picture that is painted on; lengths in device pixels. */
export interface Painted {
  frame: RefObject<HTMLElement | null>
  /** Full size of the photo. */
  size: Size
  stage: Size
  viewport: Viewport
  density: number
  show(stroke: Stroke | undefined): void
  panBy(dx: number, dy: number): void
}

/** A hand with a brush: what it paints on, with what, and what becomes of it. */
export interface Hand {
  view: Painted
  brush: Brush
  /** The outline that goes with the hand. */
  cursor: RefObject<HTMLElement | null>
  /** Where the last stroke ended: lines begin there. */
  lastEnd: RefObject<StrokePoint | undefined>
  finish(stroke: Stroke): void
  /** Says something to those who do not see it. */
  tell(words: string): void
}

/** The name of a stroke for as long as it grows. */
const growingId = 'growing'

/** Places closer than this to the last one, as a share of the brush's width, tell nothing new. */
const leastStep = 0.03

/** A stroke that begins here; as a line from the end of the last one, where that is wanted. */
export function begun(
  { brush, lastEnd }: Hand,
  place: StrokePoint,
  how: { isLine: boolean; isOther: boolean },
): Stroke {
  const { kind } = brush
  const other = kind === 'keep' ? 'remove' : 'keep'
  const start = how.isLine ? lastEnd.current : undefined
  const points = start === undefined ? [place] : [{ ...start, pressure: place.pressure }, place]
  return { ...brush, kind: how.isOther ? other : kind, id: growingId, points }
}

/** The stroke led on to these places. */
export function ledOn(stroke: Stroke, places: readonly StrokePoint[]): Stroke {
  const points = [...stroke.points]
  const least = Math.max(0.25, stroke.size * leastStep)
  for (const place of places) {
    const last = points.at(-1)
    if (last === undefined || Math.hypot(place.x - last.x, place.y - last.y) >= least) points.push(place)
  }
  return points.length === stroke.points.length ? stroke : { ...stroke, points }
}

/** The place of the photo that a pointer is at. */
export function placeAt({ frame, viewport, density }: Painted, event: PointerEvent): { x: number; y: number } {
  const box = frame.current?.getBoundingClientRect()
  const along = (at: number, start: number, moved: number) => ((at - start) * density - moved) / viewport.scale
  return { x: along(event.clientX, box?.left ?? 0, viewport.x), y: along(event.clientY, box?.top ?? 0, viewport.y) }
}

/** Puts the outline to a place of the photo. */
export function moveCursor({ view, cursor }: Hand, { x, y }: { x: number; y: number }, isOther = false): void {
  const { viewport, density } = view
  const element = cursor.current
  if (element === null) return
  const [left, top] = [(viewport.x + x * viewport.scale) / density, (viewport.y + y * viewport.scale) / density]
  element.style.translate = `calc(${left}px - 50%) calc(${top}px - 50%)`
  element.dataset['shown'] = 'true'
  element.dataset['swapped'] = `${isOther}`
}

export function hideCursor({ cursor }: Hand): void {
  if (cursor.current !== null) cursor.current.dataset['shown'] = 'false'
}
