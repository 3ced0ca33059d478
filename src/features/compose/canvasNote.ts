import type { CanvasSettings, SubjectPlace } from '#core/compositionSettings.ts'
import type { Size } from '#core/geometry.ts'

/** What these settings do to the picture's size, in words. */
export function canvasNote(canvas: CanvasSettings, place: SubjectPlace): string {
  switch (canvas.kind) {
    case 'photo':
      return 'As large as the photo.'
    case 'subject':
      return 'Cut to what is seen of the subject, with this margin on every side.'
    case 'aspect':
      return place.kind === 'placed'
        ? 'The canvas fits itself to the subject, which keeps every pixel.'
        : 'The photo with more room, which keeps every pixel.'
    case 'size':
      return `Exactly ${canvas.width} × ${canvas.height} pixels${canvas.dpi === undefined ? '' : inPrint(canvas, canvas.dpi)}.`
  }
}

function inPrint({ width, height }: Size, dpi: number): string {
  const millimetres = (pixels: number) => Math.round((pixels / dpi) * 25.4)
  return `, in print ${millimetres(width)} × ${millimetres(height)} mm at ${dpi} dpi`
}
