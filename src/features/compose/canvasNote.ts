import type { CanvasSettings, SubjectPlace } from '#core/compositionSettings.ts'
import { sizeInWords } from '#core/figures.ts'
import type { Size } from '#core/geometry.ts'
import { say } from '#core/say.ts'

/** What these settings do to the picture's size, in words. */
export function canvasNote(canvas: CanvasSettings, place: SubjectPlace): string {
  switch (canvas.kind) {
    case 'photo':
      return say('compose.canvas.photo.detail')
    case 'subject':
      return say('compose.canvas.subject.detail')
    case 'aspect':
      return say(place.kind === 'placed' ? 'compose.canvas.aspect.placed' : 'compose.canvas.aspect.unplaced')
    case 'size':
      return sizeNote(canvas, canvas.dpi)
  }
}

function sizeNote({ width, height }: Size, dpi: number | undefined): string {
  const size = sizeInWords({ width, height })
  if (dpi === undefined) return say('compose.canvas.size.detail', { size })
  const millimetres = (pixels: number) => Math.round((pixels / dpi) * 25.4)
  const print = sizeInWords({ width: millimetres(width), height: millimetres(height) })
  return say('compose.canvas.size.inPrint', { size, print, dpi })
}
