import { sizeInWords } from '#core/figures.ts'
import type { Size } from '#core/geometry.ts'
import { type ExportSettings, usesQuality } from '#core/settings.ts'
import { isTooLarge, writtenSize } from '#core/writtenSize.ts'

export interface SizeNotes {
  size: string
  set: string
  limit: string
}

/** What a person should know of the size that is wanted of a picture (of `full` pixels, where that is known), and of the bytes. */
export function sizeNotes(settings: ExportSettings, full?: Size): SizeNotes {
  return { size: pixelNote(settings, full), set: setNote(settings, full), limit: limitNote(settings) }
}

function setNote({ size, densities }: ExportSettings, full?: Size): string {
  const names = densities === 2 ? '@2x' : '@2x and @3x'
  const largest = full && writtenSize(full, size, densities)
  if (full === undefined || largest === undefined) return `A ZIP with a file of the size above, and with ${names}.`
  if (isTooLarge(largest))
    return `The largest would be ${sizeInWords(largest)} pixels, which is too much: choose a smaller size.`
  const isEnlarged = largest.width > full.width || largest.height > full.height
  return `A ZIP with a file of the size above, and with ${names}, up to ${sizeInWords(largest)}${isEnlarged ? '. What has more pixels than the picture is enlarged' : ''}.`
}

function pixelNote({ size }: ExportSettings, full?: Size): string {
  const foreseen = full && writtenSize(full, size)
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
