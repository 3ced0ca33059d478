import type { Composition } from '#core/composition.ts'
import type { Size } from '#core/geometry.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { FileSettings } from '#core/settings.ts'
import { isTooLarge, writtenSize } from '#core/writtenSize.ts'
import { boundsOf } from '#workers/compose/bounds.ts'
import { type Behind, boxOf, type Composed, composeAt } from '#workers/compose/compose.ts'
import { groundPicture, type SmallPhoto } from '#workers/compose/groundPicture.ts'
import { grown, type Placement, placementOf } from '#workers/compose/placement.ts'
import type { Density } from '#workers/decode/density.ts'
import type { FinishedCutout } from '#workers/edges/finishCutout.ts'

/** A composed picture, and the size of its file, which is the picture's own or smaller. */
export interface PictureToWrite extends Composed {
  size: Size
  /** How many of the file's pixels make a metre of print, where its canvas says so. */
  density?: Density
}

/**
 * The finished cutout as its file shows it. What is to have more pixels than there are gets them before it is composed, so that shadows, gradients and pictures behind
 * are made for the larger canvas. Fails as decoding the picture behind does, and with `too-large-to-write`.
 */
export async function pictureToWrite(
  finished: FinishedCutout,
  composition: Composition | undefined,
  settings: FileSettings,
  unfocused: SmallPhoto | undefined,
): Promise<Outcome<PictureToWrite>> {
  const base = placementFor(finished, composition)
  const size = writtenSize(base.canvas, settings.size, settings.density)
  const isLarger = size.width > base.canvas.width || size.height > base.canvas.height
  if (isLarger && isTooLarge(size)) return failure('too-large-to-write', `${size.width} × ${size.height}`)
  const placement = isLarger ? grown(base, size) : base
  if (composition === undefined) {
    const cutout = isLarger ? composeAt(finished, placement, asItIs, { layers: true }).cutout : finished
    return success({ cutout, size })
  }
  const behind = await whatLiesBehind(finished, composition, settings, unfocused)
  if (!behind.ok) return behind
  const composed = composeAt(finished, placement, composition, behind.value)
  return success({ ...composed, size, ...printed(composition, size) })
}

/** A file of more pixels is printed as large as one of fewer: each then is smaller. */
function printed({ canvas }: Composition, { width, height }: Size): Pick<PictureToWrite, 'density'> {
  if (canvas?.kind !== 'size' || canvas.dpi === undefined) return {}
  const perMetre = canvas.dpi / 0.0254
  return { density: { x: (perMetre * width) / canvas.width, y: (perMetre * height) / canvas.height } }
}

function placementFor(finished: FinishedCutout, composition: Composition = asItIs): Placement {
  const bounds = boundsOf({ ...finished.size, data: finished.alpha })
  return placementOf(finished.size, bounds, composition, boxOf(finished, bounds, composition))
}

const asItIs: Composition = { isSemitransparent: true, backdrop: { kind: 'transparent' } }

async function whatLiesBehind(
  finished: FinishedCutout,
  { backdrop }: Composition,
  { content }: FileSettings,
  unfocused: SmallPhoto | undefined,
): Promise<Outcome<Behind>> {
  if (content !== 'cutout') return success({ layers: true })
  const picture = await groundPicture(backdrop, finished, unfocused)
  if (!picture.ok) return picture
  return success(picture.value === undefined ? { layers: false } : { layers: false, picture: picture.value })
}
