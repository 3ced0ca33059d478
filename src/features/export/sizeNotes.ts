import { numberInWords, percentInWords, sizeInWords } from '#core/figures.ts'
import type { Size } from '#core/geometry.ts'
import { say } from '#core/say.ts'
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
  const largest = full && writtenSize(full, size, densities)
  if (full === undefined || largest === undefined) return say('export.note.set', { densities })
  const words = { densities, size: sizeInWords(largest) }
  if (isTooLarge(largest)) return say('export.note.set.tooLarge', words)
  const isEnlarged = largest.width > full.width || largest.height > full.height
  return say(isEnlarged ? 'export.note.set.enlarged' : 'export.note.set.upTo', words)
}

function pixelNote({ size: wanted }: ExportSettings, full?: Size): string {
  const foreseen = full && writtenSize(full, wanted)
  const size = foreseen === undefined ? 'unknown' : sizeInWords(foreseen)
  switch (wanted.kind) {
    case 'full':
      return say('export.note.size.full', { size })
    case 'percent':
      return say('export.note.size.percent', { size, percent: percentInWords(wanted.percent / 100) })
    case 'longest':
      return say('export.note.size.longest', { size, pixels: numberInWords(wanted.pixels) })
    case 'enlarged':
      if (foreseen !== undefined && isTooLarge(foreseen)) return say('export.note.size.tooLarge', { size })
      return say('export.note.size.enlarged', { size, times: numberInWords(wanted.times) })
  }
}

function limitNote(settings: ExportSettings): string {
  return say(usesQuality(settings) ? 'export.note.limit.quality' : 'export.note.limit.pixels')
}
