import type { ReactNode, RefObject } from 'react'
import type { Size } from '#core/geometry.ts'
import type { Stroke } from '#core/strokes.ts'
import type { Viewport } from '#core/viewport.ts'
import type { BrushInHand } from '#state/brushState.ts'

/** What a layer for painting is told of the picture on the stage, and may do with it; lengths in device pixels. */
export interface StageView {
  /** Hears the pointers and keys that are meant for the picture. */
  frame: RefObject<HTMLElement | null>
  /** Full size of the photo. */
  size: Size
  stage: Size
  viewport: Viewport
  /** Device pixels per CSS pixel. */
  density: number
  /** Shows a stroke that is being painted, on the cutout; undefined takes it away. */
  show(stroke: Stroke | undefined): void
  panBy(dx: number, dy: number): void
}

/** What a layer for placing is told of the composed picture on the stage; lengths in device pixels. */
export type ResultView = Pick<StageView, 'frame' | 'stage' | 'viewport' | 'density'>

/** How the picture looks while one paints on it, and what lies over it then. */
export interface PictureBrush {
  look: BrushInHand['look']
  onLook(look: BrushInHand['look']): void
  strokes: readonly Stroke[]
  /** Marks that are shown over the picture. */
  hair: readonly Stroke[]
  layer(view: StageView): ReactNode
}
