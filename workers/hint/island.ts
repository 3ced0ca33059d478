import type { Size } from '#core/geometry.ts'
import { reachedFrom } from './region.ts'

/** An island that takes less of the mask than this is a thing of its own (of 21 such among the pairs with a dab on them, 95 % of the area was wrong). */
const smallShare = 0.3

/** The island of a mask (0 to 1) that a dab lies on, where it is a small part of all that the mask has: 1 there; undefined where there is none. */
export function smallIsland(mask: Float32Array, dab: Uint8Array, size: Size): Uint8Array | undefined {
  const isLand = (cell: number) => (mask[cell] ?? 0) > 0.5
  const island = reachedFrom(dab, isLand, size)
  const area = count(island.length, (cell) => island[cell] === 1)
  return area > 0 && area < smallShare * count(mask.length, isLand) ? island : undefined
}

function count(cells: number, isOne: (cell: number) => boolean): number {
  let ones = 0
  for (let cell = 0; cell < cells; cell++) if (isOne(cell)) ones += 1
  return ones
}
