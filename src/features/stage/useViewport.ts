import { useState } from 'react'
import type { Rect, Size } from '#core/geometry.ts'
import { canPan, fitted, type Point, panned, type Viewport, zoomed } from '#core/viewport.ts'
import type { StageSize } from './useStageSize.ts'

export interface ViewportControl {
  viewport: Viewport
  isFit: boolean
  canPan: boolean
  zoomBy(factor: number, anchor?: Point): void
  zoomTo(scale: number, anchor?: Point): void
  panBy(dx: number, dy: number): void
  fit(): void
  /** Between the whole photo and 100 %, as a double click does. */
  toggle(anchor?: Point): void
}

/** Where the photo is shown. As long as nobody zooms it fits the stage, whatever size that takes. `key` names the photo. */
export function useViewport(photo: Size, stage: StageSize, key: unknown): ViewportControl {
  const [moved, setMoved] = useState<{ key: unknown; viewport: Viewport }>()
  const frame = frameOf(stage)
  const fit = fitted(photo, frame)
  const isFit = moved?.key !== key
  // Panning by nothing settles a viewport that was made for another size of the stage.
  const settle = (viewport: Viewport) => panned(viewport, 0, 0, photo, frame)
  const viewport = isFit || moved === undefined ? fit : settle(moved.viewport)
  const centre = { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 }

  /** Several events may come before the next drawing: each goes on from where the last one ended. */
  const change = (next: (viewport: Viewport) => Viewport) =>
    setMoved((current) => ({
      key,
      viewport: next(current !== undefined && current.key === key ? settle(current.viewport) : fit),
    }))
  const zoomTo = (scale: number, anchor = centre) =>
    change((current) => zoomed(current, scale / current.scale, anchor, photo, frame))

  return {
    viewport,
    isFit,
    canPan: canPan(viewport, photo, frame),
    zoomBy: (factor, anchor = centre) => change((current) => zoomed(current, factor, anchor, photo, frame)),
    zoomTo,
    panBy: (dx, dy) => {
      // What fits cannot be moved, and goes on fitting when the stage changes its size.
      if (canPan(viewport, photo, frame)) change((current) => panned(current, dx, dy, photo, frame))
    },
    fit: () => setMoved(undefined),
    toggle: (anchor) => (isFit ? zoomTo(1, anchor) : setMoved(undefined)),
  }
}

/** The part of the stage that the tags and the bar leave free. */
function frameOf({ width, height, density }: StageSize): Rect {
  const [isNarrow, isLow] = [width / density < 620, height / density < 420]
  const side = (isLow ? 8 : isNarrow ? 12 : 24) * density
  const below = (isLow ? 62 : isNarrow ? 66 : 88) * density
  return { x: side, y: side, width: Math.max(width - 2 * side, 1), height: Math.max(height - side - below, 1) }
}
