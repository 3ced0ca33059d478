import { type Blending, initialBlending } from './blending.ts'
import type { Glow, Gradient, Length, PictureFit, ShadowKind, Turn } from './composition.ts'
import type { Scene } from './scenes.ts'
import type { Backdrop } from './settings.ts'
import { initialTones, type Tones } from './tones.ts'

/** What a person has chosen to be made of one photo's cutout after its edges are done. */
export interface CompositionSettings {
  backdrop: ChosenBackdrop
  shadow: ShadowSettings
  outline: OutlineSettings
  canvas: CanvasSettings
  place: SubjectPlace
  turn: Turn
  tones: Tones
  glow: GlowSettings
  blending: Blending
}

/** What a person lays behind the cutout. The id of a picture stands for its content, wherever that lies. */
export type ChosenBackdrop =
  | Backdrop
  | Gradient
  | Scene
  | { kind: 'picture'; id: string; name: string; picture: Blob; fit: PictureFit; darkPercent?: number }
  | { kind: 'blurred'; blurPercent: number; darkPercent?: number }

/** See `Shadow` of the composition. */
export type ShadowSettings =
  | { kind: 'none' }
  | { kind: ShadowKind; opacityPercent: number; blurPercent: number; distancePercent: number }

/** See `outline` of the composition. */
export type OutlineSettings = { kind: 'none' } | { kind: 'line'; widthPercent: number; colour: string }

/** See `glow` of the composition. */
export type GlowSettings = { kind: 'none' } | ({ kind: 'light' } & Glow)

/** How large the picture is: as the photo, as the subject with margins (in shares of its width and height), of proportions, or of a size in pixels, of which so many may make an inch of print. */
export type CanvasSettings =
  | { kind: 'photo' }
  | { kind: 'subject'; margin: Length }
  | { kind: 'aspect'; across: number; down: number }
  | { kind: 'size'; width: number; height: number; dpi?: number }

/**
 * Where the subject stands: where it is in the photo, as large as so many percent of the canvas at one of nine places, or wherever a hand has put its
 * middle, in percent of the canvas; of place and size what is not said is as in the photo.
 */
export type SubjectPlace =
  | { kind: 'own' }
  | { kind: 'placed'; fillPercent: number; across: Third; down: Third }
  | FreePlace

export interface FreePlace {
  kind: 'free'
  fillPercent?: number
  centre?: { xPercent: number; yPercent: number }
}

/** Left, middle or right; above, middle or below. */
export type Third = (typeof thirds)[number]

export const thirds = [0, 50, 100] as const

/** Proportions, of width and height. */
export interface Aspect {
  across: number
  down: number
}

/** Those that a person chooses among; templates may have others. */
export const offeredAspects: readonly Aspect[] = [
  { across: 1, down: 1 },
  { across: 4, down: 5 },
  { across: 3, down: 4 },
  { across: 16, down: 9 },
  { across: 9, down: 16 },
]

export function aspectName({ across, down }: Aspect): string {
  return `${across}:${down}`
}

export const canvasRanges = {
  /** A side of a canvas, in pixels. */
  side: { min: 16, max: 8192 },
  /** Pixels that make an inch of print. */
  dpi: { min: 36, max: 2400 },
  /** Parts of proportions: whole numbers. */
  part: { min: 1, max: 100 },
  marginPercent: { min: 0, max: 100 },
  marginPixels: { min: 0, max: 2000 },
  fillPercent: { min: 10, max: 100 },
  /** Of a subject that a hand has sized: it may reach far beyond the canvas. */
  freePercent: { min: 1, max: 500 },
  /** The middle of a subject that a hand has moved, in percent of the canvas. */
  centrePercent: { min: -100, max: 200 },
  turnDegrees: { min: -180, max: 180 },
} as const

export const effectRanges = {
  degrees: { min: 0, max: 360 },
  blurPercent: { min: 0.5, max: 10, step: 0.5 },
  darkPercent: { min: 0, max: 95 },
  opacityPercent: { min: 0, max: 100 },
  softPercent: { min: 0, max: 10, step: 0.1 },
  distancePercent: { min: 0, max: 60 },
  widthPercent: { min: 0.2, max: 5, step: 0.1 },
  glowPercent: { min: 0.5, max: 15, step: 0.5 },
} as const

export const initialComposition: CompositionSettings = {
  backdrop: { kind: 'transparent' },
  shadow: { kind: 'none' },
  outline: { kind: 'none' },
  canvas: { kind: 'photo' },
  place: { kind: 'own' },
  turn: { degrees: 0, isFlippedAcross: false, isFlippedDown: false },
  tones: initialTones,
  glow: { kind: 'none' },
  blending: initialBlending,
}

/** One name for all settings that make the same picture. */
export function compositionFingerprint({ backdrop, ...rest }: CompositionSettings): string {
  // A picture is known by its id; its bytes are none of JSON's.
  const behind = backdrop.kind === 'picture' ? { ...backdrop, picture: undefined } : backdrop
  const { shadow, outline, canvas, place, turn, tones, glow, blending } = rest
  return JSON.stringify([behind, shadow, outline, canvas, place, turn, tones, glow, blending])
}

/** Does this leave the subject as it lies in the photo? */
export function isUnturned({ degrees, isFlippedAcross, isFlippedDown }: Turn): boolean {
  return degrees === 0 && !isFlippedAcross && !isFlippedDown
}
