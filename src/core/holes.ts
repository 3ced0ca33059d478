/** What becomes of areas within the subject that have the backdrop's colour: as the keyer takes them, all open, or all closed. */
export type Holes = 'auto' | 'open' | 'closed'

/** What of a mask is needed to read its holes in another way. */
interface WithReadings {
  packed: Blob
  fine?: Blob
  holes?: { open: Blob; closed: Blob }
}

/** The mask with its holes as they are wanted; the mask itself where it has no other readings. */
export function withHoles<M extends WithReadings>(mask: M, holes: Holes): Omit<M, 'fine' | 'holes'> & WithReadings {
  if (mask.holes === undefined || holes === 'auto') return mask
  const { holes: readings, fine: _, ...rest } = mask
  return { ...rest, packed: readings[holes] }
}
