import type { Length } from './composition.ts'
import type { Backdrop } from './settings.ts'

/** What a person has chosen to be made of one photo's cutout after its edges are done. */
export interface CompositionSettings {
  backdrop: Backdrop
  canvas: CanvasSettings
  place: SubjectPlace
}

/** How large the picture is: as the photo, as the subject with margins (in shares of its width and height), of proportions, or of a size in pixels. */
export type CanvasSettings =
  | { kind: 'photo' }
  | { kind: 'subject'; margin: Length }
  | { kind: 'aspect'; across: number; down: number }
  | { kind: 'size'; width: number; height: number }

/** Where the subject stands: where it is in the photo, or as large as so many percent of the canvas at one of nine places. */
export type SubjectPlace = { kind: 'own' } | { kind: 'placed'; fillPercent: number; across: Third; down: Third }

/** Left, middle or right; above, middle or below. */
export type Third = (typeof thirds)[number]

export const thirds = [0, 50, 100] as const

export const canvasRanges = {
  /** A side of a canvas, in pixels. */
  side: { min: 16, max: 8192 },
  /** Parts of proportions: whole numbers. */
  part: { min: 1, max: 100 },
  marginPercent: { min: 0, max: 100 },
  marginPixels: { min: 0, max: 2000 },
  fillPercent: { min: 10, max: 100 },
} as const

export const initialComposition: CompositionSettings = {
  backdrop: { kind: 'transparent' },
  canvas: { kind: 'photo' },
  place: { kind: 'own' },
}

/** One name for all settings that make the same picture. */
export function compositionFingerprint({ backdrop, canvas, place }: CompositionSettings): string {
  return JSON.stringify([backdrop, canvas, place])
}
