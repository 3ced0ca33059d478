import { sizeInWords } from '#core/figures.ts'
import type { Size } from '#core/geometry.ts'
import { type ExportSettings, usesQuality } from '#core/settings.ts'
import { isTooLarge } from '#core/writtenSize.ts'

/** What a person should know of the size that is wanted: in pixels (`foreseen`, where that is known) and in bytes. */
export function sizeNotes(settings: ExportSettings, foreseen?: Size): { size: string; limit: string } {
  return { size: pixelNote(settings, foreseen), limit: limitNote(settings) }
}

function pixelNote({ size }: ExportSettings, foreseen?: Size): string {
  const known = foreseen === undefined ? '' : `: ${sizeInWords(foreseen)} pixels`
  switch (size.kind) {
    case 'full':
      return `Every pixel that there is${known}.`
    case 'percent':
      return `${size.percent}\u00a0% of the width and the height${known}.`
    case 'longest':
      return `At most ${size.pixels} pixels on the longer side; nothing is enlarged${known}.`
    case 'enlarged':
      if (foreseen !== undefined && isTooLarge(foreseen))
        return `This would be ${sizeInWords(foreseen)} pixels, and at most 67 megapixels can be written: choose less.`
      return `${size.times} times as wide and as high, with edges as sharp as they are${known}.`
  }
}

function limitNote(settings: ExportSettings): string {
  return usesQuality(settings)
    ? 'Lowers the quality until the file is small enough.'
    : 'Nothing can be lost here but pixels: the picture gets smaller until the file does.'
}
