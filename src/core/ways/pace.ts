import type { BackboneSize } from '#core/models.ts'
import { billionsOf } from './cost.ts'
import type { Device } from './device.ts'
import type { Remembered } from './remembered.ts'
import { backendOf, type Way } from './way.ts'

/** Seconds that a billion multiply-adds take where nothing is known yet: on the slow side, so that the end comes early rather than late. */
export const guess = { thread: 0.13, eightBit: 0.5, graphics: 0.01, software: 8 } as const

/** Names what a pace holds for. */
export function paceKey(way: Way, backbone: BackboneSize): string {
  return `${way.device}/${way.rung}/${way.precision}/${way.threads}/${backbone}`
}

/** Seconds that the network will probably run. */
export function expectedSeconds(way: Way, backbone: BackboneSize, remembered: Remembered, gpu: Device['gpu']): number {
  const known = remembered.paces[paceKey(way, backbone)]
  return (known ?? guessedPace(way, gpu)) * billionsOf(backbone, way.tier)
}

function guessedPace({ rung, precision, threads }: Way, gpu: Device['gpu']): number {
  if (backendOf(rung) === 'webgpu') return gpu.kind === 'adapter' && gpu.isSoftware ? guess.software : guess.graphics
  return (guess.thread / threads) * (precision === 'int8' ? guess.eightBit : 1)
}

/**
 * How far a stage looks done after a share of its expected time: in step with time up to the end that was expected, then ever slower.
 * It never reaches 1, and never falls.
 */
export function apparentShare(timeShare: number): number {
  return timeShare < 1 ? 0.8 * timeShare : 1 - 0.2 * Math.exp(-4 * (timeShare - 1))
}
