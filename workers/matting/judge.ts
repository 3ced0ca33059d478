import type { MadeWith } from '#core/cut.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { trustOf } from '#core/trustScore.ts'
import { evidenceOf } from '#workers/trust/evidence.ts'
import type { MadeMask } from './madeMask.ts'
import { laidOver } from './nano/secondLook.ts'

/** How far a mask of a photo of this size can be trusted, where anything is to be judged. Fails as the network's run does. */
export async function judge(
  { plane, part, evidence, looks }: MadeMask,
  size: Size,
): Promise<Outcome<Pick<MadeWith, 'trust'>>> {
  if (evidence === undefined) return success({})
  const seen = await looks?.()
  if (seen?.ok === false) return seen
  const masks = { mask: inPlace(plane, part, size), ...evidence, ...(seen === undefined ? {} : { looks: seen.value }) }
  return success({ trust: trustOf(evidenceOf(masks)) })
}

/** The mask of all of the photo, also where it was made of a part. */
function inPlace(plane: MadeMask['plane'], part: Rect | undefined, size: Size): MadeMask['plane'] {
  if (part === undefined || plane.data instanceof Uint8Array) return plane
  const nothing = { width: 1, height: 1, data: new Float32Array(1) }
  return laidOver(nothing, { ...plane, data: plane.data }, part, size)
}
