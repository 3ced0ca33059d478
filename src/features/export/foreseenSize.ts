import { composedOf } from '#core/composed.ts'
import type { CompositionSettings } from '#core/compositionSettings.ts'
import type { Size } from '#core/geometry.ts'
import { type WantedSize, writtenSize } from '#core/writtenSize.ts'

/** The size of the file, as far as it is known: a canvas that fits itself to the subject has none before it is made. */
export function foreseenSize(composition: CompositionSettings, photo: Size, wanted: WantedSize): Size | undefined {
  const { canvas } = composition
  const isAsPhoto = canvas.kind === 'photo' || composedOf(composition) === undefined
  const picture = canvas.kind === 'size' ? canvas : isAsPhoto ? photo : undefined
  return picture && writtenSize(picture, wanted)
}
