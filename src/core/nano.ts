import type { Climber } from './ways/ladder.ts'
import type { RunsOn } from './ways/way.ts'

/** Side of the square that BiRefNet-nano sees, in pixels; photos are squeezed into it. */
export const nanoSide = 320

/** The built-in network as what climbs the ladder of ways. */
export function nanoClimber(runsOn: RunsOn = 'auto'): Climber {
  return { backbone: 'nano', tiers: [nanoSide], tier: nanoSide, runsOn }
}
