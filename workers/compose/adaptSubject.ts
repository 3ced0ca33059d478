import type { Composition } from '#core/composition.ts'
import type { ColourSpace } from '#core/cut.ts'
import type { Rect, Size } from '#core/geometry.ts'
import { alphaOf } from './alphaOf.ts'
import type { Ground } from './ground.ts'
import { wrapLight } from './lightWrap.ts'
import { matchColours } from './matchColours.ts'
import { smallGround } from './smallGround.ts'
import { tone } from './tone.ts'

/** A subject on its canvas: straight RGBA. */
export interface Drawn {
  size: Size
  colourSpace: ColourSpace
  pixels: Uint8ClampedArray<ArrayBuffer>
}

/** Changes the subject's colours as it is wanted, in place: first by what lies behind it, then by hand, then by the light that spills over its edge. */
export function adaptSubject(
  { pixels, size, colourSpace }: Drawn,
  subject: Rect,
  { tones, blending }: Composition,
  ground: Ground | undefined,
): void {
  const { wrapPercent, matchPercent } = blending ?? { wrapPercent: 0, matchPercent: 0 }
  const isBlended = wrapPercent > 0 || matchPercent > 0
  const small = isBlended && ground !== undefined ? smallGround(ground, size) : undefined
  if (small !== undefined && matchPercent > 0) matchColours(pixels, small, colourSpace, matchPercent / 100)
  if (tones !== undefined) tone(pixels, tones, colourSpace)
  if (small === undefined || wrapPercent === 0) return
  wrapLight(pixels, alphaOf(pixels), size, subject, small, wrapPercent / 100)
}
