import type { Composition } from './composition.ts'
import type { CanvasSettings, CompositionSettings } from './compositionSettings.ts'
import type { Backdrop } from './settings.ts'

/** What the engine is to compose, or undefined where the cutout is written as it is, before nothing or before one colour. */
export function composedOf({ canvas, place }: CompositionSettings): Composition | undefined {
  const isPlaced = place.kind === 'placed' && canvas.kind !== 'subject'
  if (canvas.kind === 'photo' && !isPlaced) return undefined
  return {
    isSemitransparent: true,
    ...canvasOf(canvas),
    ...(isPlaced
      ? { scalePercent: place.fillPercent, position: { xPercent: place.across, yPercent: place.down } }
      : {}),
    backdrop: { kind: 'transparent' },
  }
}

/** The colour that the writer itself lays behind, exactly and at no cost. */
export function writtenBackdropOf({ backdrop }: CompositionSettings): Backdrop {
  return backdrop
}

function canvasOf(canvas: CanvasSettings): Pick<Composition, 'crop' | 'canvas'> {
  switch (canvas.kind) {
    case 'photo':
      return {}
    case 'subject': {
      const { margin } = canvas
      return { crop: { left: margin, top: margin, right: margin, bottom: margin } }
    }
    case 'aspect':
      return { canvas: { kind: 'aspect', across: canvas.across, down: canvas.down } }
    case 'size':
      return { canvas: { kind: 'size', width: canvas.width, height: canvas.height } }
  }
}
