import { numberInWords, remainingInWords } from '#core/figures.ts'
import type { BiRefNetModel } from '#core/models.ts'
import { say } from '#core/say.ts'
import type { Abilities } from './abilities.ts'
import { billionsOf } from './cost.ts'
import type { Gpu } from './device.ts'
import { guess } from './pace.ts'

/** How long a cut will take, and what says so: a run of such a network on this device, a probe of its processor, or its number of threads alone. */
export interface Forecast {
  seconds: number
  by: 'run' | 'probe' | 'guess'
}

/** How long one run of a BiRefNet will take here, as far as earlier runs or the number of threads tell. */
export function forecastOf(
  { backbone, tier }: Pick<BiRefNetModel, 'backbone' | 'tier'>,
  { secondsPerBillion, probed, threads = 1 }: Abilities,
): Forecast {
  const billions = billionsOf(backbone, tier)
  const known = secondsPerBillion[backbone]
  if (known !== undefined) return { seconds: known * billions, by: 'run' }
  if (probed === undefined) return { seconds: (guess.thread / threads) * billions, by: 'guess' }
  // The large network runs in 8 bits on a processor, the small one where they are quicker.
  const share = backbone === 'large' ? probed.int8Ratio : Math.min(1, probed.int8Ratio)
  return { seconds: probed.secondsPerBillion * share * billions, by: 'probe' }
}

/** `about 25 s here`, or `perhaps 25 s here` where nothing was measured yet. */
export function forecastInWords({ seconds, by }: Forecast): string {
  return say(by === 'run' ? 'ways.forecast.run' : 'ways.forecast.guess', { time: remainingInWords(seconds) })
}

/**
 * What a photo will cost with a model that is not here yet: `about 1 to 2 min a photo here: no graphics card`. A range where no such model
 * has run on this device; `gpu` is what the browser gives of a graphics card, which a model then runs on.
 */
export function costInWords(model: Pick<BiRefNetModel, 'backbone' | 'tier'>, abilities: Abilities, gpu: Gpu): string {
  const forecast = forecastOf(model, abilities)
  if (forecast.by === 'run') return say('ways.cost.measured', { time: remainingInWords(forecast.seconds) })
  const billions = billionsOf(model.backbone, model.tier)
  if (gpu.kind === 'adapter' && !gpu.isSoftware)
    return say('ways.cost.graphicsCard', { time: rangeInWords(guess.graphics * billions) })
  return say('ways.cost.noGraphicsCard', { time: rangeInWords(forecast.seconds, spreads[forecast.by]) })
}

/** A forecast is no more than this much too short. */
const spreads = { probe: 1.5, guess: 2 } as const

function rangeInWords(seconds: number, spread: number = spreads.guess): string {
  const most = seconds * spread
  if (most < 10) return say('figures.fewSeconds')
  if (most < 90)
    return say('ways.range.seconds', { least: numberInWords(round(seconds)), most: numberInWords(round(most)) })
  const least = numberInWords(Math.max(1, Math.round(seconds / 60)))
  return say('ways.range.minutes', { least, most: numberInWords(most / 60) })
}

function round(seconds: number): number {
  return Math.max(5, Math.round(seconds / 5) * 5)
}
