import { remainingInWords } from '#core/figures.ts'
import type { BiRefNetModel } from '#core/models.ts'
import type { Abilities } from './abilities.ts'
import { billionsOf } from './cost.ts'
import { guess } from './pace.ts'

/** How long a cut will take, and whether that was seen on this device or is worked out from what is known of it. */
export interface Forecast {
  seconds: number
  isMeasured: boolean
}

/** How long one run of a BiRefNet will take here, as far as earlier runs or the number of threads tell. */
export function forecastOf(
  { backbone, tier }: Pick<BiRefNetModel, 'backbone' | 'tier'>,
  { secondsPerBillion, threads = 1 }: Abilities,
): Forecast {
  const known = secondsPerBillion[backbone]
  const pace = known ?? guess.thread / threads
  return { seconds: pace * billionsOf(backbone, tier), isMeasured: known !== undefined }
}

/** `about 25 s here`, or `perhaps 25 s here` where nothing was measured yet. */
export function forecastInWords({ seconds, isMeasured }: Forecast): string {
  return `${isMeasured ? 'about' : 'perhaps'} ${remainingInWords(seconds)} here`
}
