import type { Composition } from '#core/composition.ts'
import type { Rect, Size } from '#core/geometry.ts'
import type { SubjectOnCanvas } from '#core/look.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'
import { boundsOf } from './bounds.ts'
import { type Behind, boxOf, composeAt } from './compose.ts'
import { partOn, placementOf, shrunk } from './placement.ts'

/**
 * A composition for looking at, made of a reduced cutout by the same stages. What goes where is reckoned at the photo's size, so that lengths in
 * pixels mean what they mean in the file. The cutout stays as it is.
 * @param photo size of the photo that the cutout was reduced from
 * @param measured the subject's bounds in the photo, where they are known; else those of the reduced cutout stand for them
 */
export function composePreview(
  cutout: FinishedCutout,
  photo: Size,
  composition: Composition,
  canvasPixels: number,
  behind: Behind = { layers: false },
  measured?: Rect,
): { picture: FinishedCutout; size: Size; subject?: SubjectOnCanvas } {
  const across = photo.width / cutout.size.width
  const down = photo.height / cutout.size.height
  const toPhoto = (rect: Rect | undefined) => rect && scaledRect(rect, across, down)
  const seen = boundsOf({ ...cutout.size, data: cutout.alpha })
  const bounds = measured ?? toPhoto(seen)
  const box = composition.turn === undefined ? bounds : toPhoto(boxOf(cutout, seen, composition))
  const placement = placementOf(photo, bounds, composition, box)
  const small = shrunk(placement, canvasPixels)
  const from = scaledRect(placement.from, 1 / across, 1 / down)
  // What changes no pixel's place is not copied by the stages.
  const own = { ...cutout, pixels: cutout.pixels.slice() }
  const picture = composeAt(own, { ...small, from }, composition, behind).cutout
  const subject = bounds && box && { place: partOn(placement, bounds), box: partOn(placement, box) }
  return { picture, size: placement.canvas, ...(subject === undefined ? {} : { subject }) }
}

function scaledRect({ x, y, width, height }: Rect, across: number, down: number): Rect {
  const [left, top] = [Math.round(x * across), Math.round(y * down)]
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.round((x + width) * across) - left),
    height: Math.max(1, Math.round((y + height) * down) - top),
  }
}
