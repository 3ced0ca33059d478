import type { Blending } from './blending.ts'
import type { Rect, Size } from './geometry.ts'
import type { Scene } from './scenes.ts'
import type { Tones } from './tones.ts'

/** A length in pixels, or as a share of something in percent. */
export interface Length {
  value: number
  unit: 'px' | '%'
}

/** What is made of a cutout after its edges are done, in this order; what is absent or at its usual value changes nothing. */
export interface Composition<Picture = Blob> {
  /** Only what lies in this rectangle of the photo may be subject; the shares are of its width and height. */
  region?: { left: Length; top: Length; right: Length; bottom: Length }
  /** False makes see-through parts of the subject solid; its edge stays soft. */
  isSemitransparent: boolean
  /** Cuts away what is empty around the subject, but for these margins; their shares are of the subject's width and height. */
  crop?: { top: Length; right: Length; bottom: Length; left: Length }
  /** The canvas that all is laid on; absent, it is the photo's own or what the crop has left. */
  canvas?: Canvas
  /** Size of the subject within the canvas, in percent: as large as fits at 100. */
  scalePercent?: number
  /** Where the subject stands: 0 is the left or upper end, 100 the right or lower one. */
  position?: { xPercent: number; yPercent: number }
  /** Where the middle of the subject is, in percent of the canvas and perhaps beyond it: takes the place of `position`, and the size is then reckoned before the turn. */
  centre?: { xPercent: number; yPercent: number }
  turn?: Turn
  /** Makes the picture smaller so that it has at most so many pixels. */
  maxPixels?: number
  /** The subject's own light and colour. */
  tones?: Tones
  /** A line around the subject; its width is a share of the subject's longer side. */
  outline?: { widthPercent: number; colour: string }
  /** Light around the subject and its line; how far it reaches is a share of the subject's longer side. */
  glow?: Glow
  shadow?: Shadow
  blending?: Blending
  backdrop: ComposedBackdrop<Picture>
}

/** How the subject lies: first it is flipped, then turned about its middle by so many degrees, clockwise. */
export interface Turn {
  degrees: number
  isFlippedAcross: boolean
  isFlippedDown: boolean
}

/**
 * A canvas of exactly this size in pixels, or of these proportions (whole numbers). A subject that is placed on a size is resampled to fit; one on
 * proportions keeps its pixels, and the canvas is made as large as that takes. A subject that is not placed brings the whole photo, which is fitted
 * into a size, and is given more room by proportions. A size may say how many of its pixels make an inch of print.
 */
export type Canvas =
  | { kind: 'size'; width: number; height: number; dpi?: number }
  | { kind: 'aspect'; across: number; down: number }

export const shadowKinds = ['drop', 'contact', 'cast'] as const
export type ShadowKind = (typeof shadowKinds)[number]

/**
 * A shadow behind the subject (`drop`), on the ground below it (`contact`), or thrown over the ground by a light at the left (`cast`). How soft it is and
 * how far it falls are shares of the subject's longer side; what is usual for its kind where absent. One on the ground lies where it lies.
 */
export interface Shadow {
  kind: ShadowKind
  opacityPercent: number
  blurPercent?: number
  distancePercent?: number
}

export interface Glow {
  opacityPercent: number
  sizePercent: number
  /** sRGB as `#rrggbb`. */
  colour: string
}

/** What is usual for each kind of shadow. */
export const usualShadows = {
  drop: { blurPercent: 2, distancePercent: 3.6 },
  contact: { blurPercent: 1.2, distancePercent: 0 },
  cast: { blurPercent: 1.5, distancePercent: 30 },
} as const satisfies Record<ShadowKind, Required<Pick<Shadow, 'blurPercent' | 'distancePercent'>>>

/**
 * What lies behind: nothing, an sRGB colour (`#rrggbb`) of an opacity from 0 to 1, a gradient, a picture in the middle of the canvas (which it covers
 * unless it is to `fit` into it), a scene, or the photo itself out of focus. Of a picture's or a photo's light so many percent may be taken away.
 */
export type ComposedBackdrop<Picture = Blob> =
  | { kind: 'transparent' }
  | { kind: 'colour'; colour: string; opacity: number }
  | Gradient
  /** By its id a picture is known again that was opened before. */
  | { kind: 'picture'; picture: Picture; fit?: PictureFit; darkPercent?: number; id?: string }
  | Scene
  /** Points of light become discs; their radius is a share of the photo's longer side. */
  | { kind: 'blurred'; blurPercent: number; darkPercent?: number }

/** Mixes two sRGB colours as style sheets do: along a line (0 degrees rises, 90 goes to the right), or from the middle to the farthest corner. */
export interface Gradient {
  kind: 'gradient'
  shape: 'linear' | 'radial'
  from: string
  to: string
  degrees: number
}

export const pictureFits = ['fill', 'fit'] as const
export type PictureFit = (typeof pictureFits)[number]

/** A length in whole pixels; shares are of `whole`. */
export function pixelsOf({ value, unit }: Length, whole: number): number {
  return Math.round(unit === '%' ? (value / 100) * whole : value)
}

/** The region of interest in pixels of the photo, as far as it lies within it; its size may be nothing. */
export function regionIn({ width, height }: Size, region: NonNullable<Composition['region']>): Rect {
  const x = Math.min(width, pixelsOf(region.left, width))
  const y = Math.min(height, pixelsOf(region.top, height))
  const right = Math.min(width, pixelsOf(region.right, width))
  const bottom = Math.min(height, pixelsOf(region.bottom, height))
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) }
}
