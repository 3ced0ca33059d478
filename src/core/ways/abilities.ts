import type { BackboneSize, BiRefNetModel } from '#core/models.ts'
import { billionsOf, heapLimit, needBytes } from './cost.ts'
import type { Device } from './device.ts'
import { mostThreads } from './ladder.ts'
import { lastingProbe, lastingTooMuch, processorKey, type Remembered } from './remembered.ts'
import type { Precision } from './way.ts'

/** What this device is up to, as far as its facts and earlier runs tell. */
export interface Abilities {
  /** Most bytes that a wasm heap may take. */
  heapBytes: number
  /** Seconds that a billion multiply-adds of each backbone take at best, where one has run. */
  secondsPerBillion: Partial<Record<BackboneSize, number>>
  /** What a probe of the processor says of full precision: seconds for a billion multiply-adds, and the time that 8 bits take as a share of it. */
  probed?: { secondsPerBillion: number; int8Ratio: number }
  /** Threads that a network gets here, where that is known. */
  threads?: number
}

export const unknownAbilities: Abilities = { heapBytes: Infinity, secondsPerBillion: {} }

/** A size that takes longer than this is taken only when a person chooses it. */
const patienceSeconds = 120

/** Puts facts and memories together. */
export function abilitiesOf(
  { memoryGib, cores, isIsolated = false }: Pick<Device, 'memoryGib'> & Partial<Pick<Device, 'cores' | 'isIsolated'>>,
  remembered: Remembered,
  now: number,
): Abilities {
  const best = (backbone: BackboneSize) =>
    Math.min(...Object.entries(remembered.paces).flatMap(([key, pace]) => (key.endsWith(`/${backbone}`) ? [pace] : [])))
  const paces = (['lite', 'large'] as const).map((backbone) => [backbone, best(backbone)] as const)
  const probe = cores === undefined ? undefined : lastingProbe(remembered, processorKey({ isIsolated, cores }), now)
  return {
    heapBytes: heapLimit(memoryGib, lastingTooMuch(remembered, now)),
    secondsPerBillion: Object.fromEntries(paces.filter(([, pace]) => Number.isFinite(pace))),
    ...(probe === undefined ? {} : { probed: probe }),
    ...(cores === undefined ? {} : { threads: isIsolated ? Math.min(mostThreads, cores) : 1 }),
  }
}

/** About what a run takes of this device's memory on the processor: in full precision where that fits, else in 8 bits. */
export function heapNeed(
  { backbone, tier, runsOn }: Pick<BiRefNetModel, 'backbone' | 'tier' | 'runsOn'>,
  { heapBytes }: Abilities,
): number {
  const full = needBytes(backbone, { tier, precision: 'fp32' })
  const isFull = backbone === 'lite' && runsOn !== 'wasm-int8' && full <= heapBytes
  return isFull ? full : needBytes(backbone, { tier, precision: 'int8' })
}

/** The size that a model is used at unless a person chooses: its usual one, or the largest below that fits and does not try one's patience. */
export function bestTier(
  backbone: BackboneSize,
  tiers: { default: number; allowed: readonly number[] },
  { heapBytes, secondsPerBillion }: Abilities,
): number {
  const pace = secondsPerBillion[backbone] ?? 0
  const precision: Precision = 'int8'
  const isUpTo = (tier: number) =>
    needBytes(backbone, { tier, precision }) <= heapBytes && billionsOf(backbone, tier) * pace <= patienceSeconds
  const usable = tiers.allowed.filter((tier) => tier <= tiers.default && isUpTo(tier))
  return usable.length > 0 ? Math.max(...usable) : Math.min(...tiers.allowed)
}
