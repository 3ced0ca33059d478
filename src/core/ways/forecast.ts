import { remainingInWords } from '#core/figures.ts'
import type { BiRefNetModel } from '#core/models.ts'
import type { Abilities } from './abilities.ts'
import { billionsOf } from './cost.ts'
import type { Gpu } from './device.ts'
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

/**
 * What a photo will cost with a model that is not here yet: `about 1 to 2 min a photo here: no graphics card`. A range where nothing was
 * measured on this device; `gpu` is what the browser gives of a graphics card, which a model then runs on.
 */
export function costInWords(model: Pick<BiRefNetModel, 'backbone' | 'tier'>, abilities: Abilities, gpu: Gpu): string {
  const forecast = forecastOf(model, abilities)
  if (forecast.isMeasured) return `about ${remainingInWords(forecast.seconds)} a photo, as measured here`
  const billions = billionsOf(model.backbone, model.tier)
  if (gpu.kind === 'adapter' && !gpu.isSoftware)
    return `${rangeInWords(guess.graphics * billions)} a photo here, on the graphics card`
  return `${rangeInWords(forecast.seconds)} a photo here: no graphics card`
}

/** A guess is no more than this much too short. */
const spread = 2

function rangeInWords(seconds: number): string {
  const most = seconds * spread
  if (most < 10) return 'a few seconds'
  if (most < 90) return `about ${round(seconds)} to ${round(most)} s`
  return `about ${Math.max(1, Math.round(seconds / 60))} to ${Math.round(most / 60)} min`
}

function round(seconds: number): number {
  return Math.max(5, Math.round(seconds / 5) * 5)
}
