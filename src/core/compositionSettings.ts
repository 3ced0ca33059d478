import type { Backdrop } from './settings.ts'

/** What a person has chosen to be made of one photo's cutout after its edges are done. */
export interface CompositionSettings {
  backdrop: Backdrop
}

export const initialComposition: CompositionSettings = { backdrop: { kind: 'transparent' } }

/** One name for all settings that make the same picture. */
export function compositionFingerprint({ backdrop }: CompositionSettings): string {
  return backdrop.kind === 'colour' ? backdrop.colour : backdrop.kind
}
