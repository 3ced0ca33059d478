import type { Glow } from '#core/composition.ts'
import type { Size } from '#core/geometry.ts'
import type { Triple } from '#workers/colour/matrix.ts'
import type { Shade } from './layBehind.ts'
import { softened } from './softened.ts'

/**
 * Light around a subject of this alpha: its outline blurred by a Gaussian of half the glow's reach. Twice that, so that it is full where the subject ends.
 * @param side the subject's longer side, in pixels
 * @param light the glow's colour, linear
 */
export function glowOf(alpha: Uint8Array, size: Size, side: number, glow: Glow, light: Triple): Shade {
  const fallen = softened(alpha, size, ((glow.sizePercent / 100) * side) / 2)
  for (let index = 0; index < fallen.length; index += 1) fallen[index] = Math.min(255, 2 * (fallen[index] ?? 0))
  return { fallen, opacity: glow.opacityPercent / 100, light }
}
