import type { Size } from '#core/geometry.ts'
import { shrink } from '#workers/pixels/keyer/calm.ts'

/** A mask of 0 and 1, grown by so many pixels along both axes: what is not in it shrinks by as much. */
export function grown(mask: Uint8Array, { width, height }: Size, reach: number): Uint8Array {
  return inverted(shrink(inverted(mask), width, height, reach))
}

function inverted(mask: Uint8Array): Uint8Array {
  return mask.map((value) => 1 - value)
}
