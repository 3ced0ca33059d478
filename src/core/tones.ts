/** How the subject's own light and colour are changed, each from -100 to 100; at 0 nothing is. */
export interface Tones {
  /** At 100 there is two and a half times as much light, at -100 as little. */
  brightness: number
  /** At 100 what lies off the middle grey is twice as far from it, at -100 half as far. */
  contrast: number
  /** At -100 all is grey, at 100 colours are twice as strong. */
  saturation: number
  /** At 100 as by a lamp, at -100 as in the shade. */
  warmth: number
}

export const toneRange = { min: -100, max: 100 } as const

export const initialTones: Tones = { brightness: 0, contrast: 0, saturation: 0, warmth: 0 }

/** Do these leave every colour as it is? */
export function areNeutral({ brightness, contrast, saturation, warmth }: Tones): boolean {
  return brightness === 0 && contrast === 0 && saturation === 0 && warmth === 0
}
