import { composedOf } from '#core/composed.ts'
import type { CompositionSettings } from '#core/compositionSettings.ts'
import type { Size } from '#core/geometry.ts'

/** The full size of the picture, as far as it is known: a canvas that fits itself to the subject has none before it is made. */
export function foreseenSize(composition: CompositionSettings, photo: Size): Size | undefined {
  const { canvas } = composition
  if (canvas.kind === 'size') return { width: canvas.width, height: canvas.height }
  return canvas.kind === 'photo' || composedOf(composition) === undefined ? photo : undefined
}
