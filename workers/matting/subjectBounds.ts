import { editsFingerprint } from '#core/edits.ts'
import type { Rect } from '#core/geometry.ts'
import { answersFingerprint } from '#core/hints.ts'
import { withHoles } from '#core/holes.ts'
import type { ViewRequest } from '#core/look.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { boundsOf } from '#workers/compose/bounds.ts'
import { finishCutout } from '#workers/edges/finishCutout.ts'
import { shapeMask } from '#workers/edges/shapeMask.ts'
import { unpackMask } from '#workers/encode/packMask.ts'
import { hintedMask } from '#workers/hint/hintedMask.ts'
import { decodeAgain } from './decodeAgain.ts'
import { flattened } from './flattened.ts'
import { painterOf } from './painter.ts'

/** Where a subject is in its photo, to the pixel, as a file will have it; the last answer is kept. */
export class SubjectBounds {
  #kept: { name: string; bounds: Rect | undefined } | undefined

  /** Whether these edits were the last to be measured. */
  isKnown(request: ViewRequest): boolean {
    return this.#kept?.name === nameOf(request)
  }

  /** What was measured for these edits; undefined, too, where nothing is seen of a subject. */
  known(request: ViewRequest): Rect | undefined {
    return this.isKnown(request) ? this.#kept?.bounds : undefined
  }

  /**
   * Measures, unless these edits were the last to be. Fails as opening a photo does.
   * @param hadAlpha whether the photo brought transparency along: one that did is opened again
   */
  async measure(request: ViewRequest, hadAlpha: boolean): Promise<Outcome<null>> {
    if (this.isKnown(request)) return success(null)
    const bounds = await measured(request, hadAlpha)
    if (!bounds.ok) return bounds
    this.#kept = { name: nameOf(request), bounds: bounds.value }
    return success(null)
  }
}

function nameOf({ mask, edges, strokes = [] }: ViewRequest): string {
  return `${mask.id} ${editsFingerprint({ edges, strokes })} ${answersFingerprint(strokes)}`
}

async function measured(request: ViewRequest, hadAlpha: boolean): Promise<Outcome<Rect | undefined>> {
  const { file, mask, edges, strokes = [] } = request
  const whole = { ...mask.size, data: await unpackMask(withHoles(mask, edges.holes)) }
  // Of an opaque photo that nobody painted on only the mask counts.
  if (!hadAlpha && strokes.length === 0) return success(boundsOf(shapeMask(whole, edges)))
  const photo = await decodeAgain(file, mask.size)
  if (!photo.ok) return photo
  const shaped = shapeMask(
    hintedMask(whole, () => flattened(photo.value), strokes),
    edges,
  )
  const bare = { ...edges, cleanColours: false }
  const paint = painterOf(photo.value, bare, strokes)
  const { alpha } = paint(finishCutout(photo.value, shaped, bare))
  return success(boundsOf({ ...mask.size, data: alpha }))
}
