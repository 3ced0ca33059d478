/** How far a subject is made to suit what lies behind it, each from 0 to 100; without a backdrop neither does anything. */
export interface Blending {
  /** How much light from behind spills over the subject's edge. */
  wrapPercent: number
  /** How far the subject takes on the colours behind it. */
  matchPercent: number
}

export const blendingRange = { min: 0, max: 100 } as const

export const initialBlending: Blending = { wrapPercent: 0, matchPercent: 0 }

/** Does this leave the subject as it is? */
export function isUnblended({ wrapPercent, matchPercent }: Blending): boolean {
  return wrapPercent === 0 && matchPercent === 0
}
