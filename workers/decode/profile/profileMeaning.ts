import { columnsOf } from '#workers/colour/matrix.ts'
import { toProfileXyz } from '#workers/colour/spaces.ts'
import type { Bytes } from '#workers/decode/bytes.ts'
import { hasPrimaries, profileGamut } from '#workers/decode/iccGamut.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'

const srgbColumns = columnsOf(toProfileXyz('srgb'))

/**
 * What the ICC profile between these two places says, for decoders that have to mind it themselves: how far its colours go, and the profile itself where its
 * numbers are neither those of sRGB nor of Display P3.
 */
export function profileMeaning(bytes: Bytes, start: number, end: number): Pick<ImageHeader, 'gamut' | 'meaning'> {
  const gamut = profileGamut(bytes, start, end)
  if (gamut === 'display-p3' || hasPrimaries(bytes, start, end, srgbColumns)) return { gamut }
  return { gamut, meaning: { profile: bytes.slice(start, end - start).slice() } }
}
