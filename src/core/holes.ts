import type { Mask } from './contract.ts'

/** What becomes of areas within the subject that have the backdrop's colour: as the keyer takes them, all open, or all closed. */
export type Holes = 'auto' | 'open' | 'closed'

/** The mask with its holes as they are wanted; the mask itself where it has no other readings. */
export function withHoles(mask: Mask, holes: Holes): Mask {
  if (mask.holes === undefined || holes === 'auto') return mask
  const { holes: readings, fine: _, ...rest } = mask
  return { ...rest, packed: readings[holes] }
}
