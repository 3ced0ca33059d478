import { isUnblended } from './blending.ts'
import type { Composition, Glow } from './composition.ts'
import { type CanvasSettings, type CompositionSettings, isUnturned } from './compositionSettings.ts'
import type { Backdrop } from './settings.ts'
import { areNeutral } from './tones.ts'

/** What the engine is to compose, or undefined where the cutout is written as it is, before nothing or before one colour. */
export function composedOf(settings: CompositionSettings): Composition | undefined {
  const { canvas, place, turn, tones, shadow, outline, glow, blending } = settings
  const isPlaced = place.kind !== 'own' && canvas.kind !== 'subject'
  const backdrop = composedBackdropOf(settings)
  const isPlain = backdrop.kind === 'transparent' && [shadow, outline, glow].every(({ kind }) => kind === 'none')
  const isAsItWas = isUnturned(turn) && areNeutral(tones)
  if (canvas.kind === 'photo' && !isPlaced && isPlain && isAsItWas) return undefined
  return {
    isSemitransparent: true,
    ...canvasOf(canvas),
    ...(isPlaced ? standingOf(place) : {}),
    ...(isUnturned(turn) ? {} : { turn }),
    ...(areNeutral(tones) ? {} : { tones }),
    ...(shadow.kind === 'none' ? {} : { shadow }),
    ...(outline.kind === 'none' ? {} : { outline: { widthPercent: outline.widthPercent, colour: outline.colour } }),
    ...(glow.kind === 'none' ? {} : { glow: glowOf(glow) }),
    ...(backdrop.kind === 'transparent' || isUnblended(blending) ? {} : { blending }),
    backdrop,
  }
}

/** The colour that the writer itself lays behind, exactly and at no cost; none, where something else is to be mixed with it. */
export function writtenBackdropOf({ backdrop, shadow, glow, blending }: CompositionSettings): Backdrop {
  const isAlone = shadow.kind === 'none' && glow.kind === 'none' && isUnblended(blending)
  return backdrop.kind === 'colour' && isAlone ? backdrop : { kind: 'transparent' }
}

function glowOf({ opacityPercent, sizePercent, colour }: Glow): Glow {
  return { opacityPercent, sizePercent, colour }
}

function composedBackdropOf(settings: CompositionSettings): Composition['backdrop'] {
  const { backdrop } = settings
  switch (backdrop.kind) {
    case 'colour':
      return writtenBackdropOf(settings).kind === 'colour' ? { kind: 'transparent' } : { ...backdrop, opacity: 1 }
    case 'picture': {
      const { name: _, ...rest } = backdrop
      return rest
    }
    default:
      return backdrop
  }
}

function standingOf(place: CompositionSettings['place']): Pick<Composition, 'scalePercent' | 'position' | 'centre'> {
  switch (place.kind) {
    case 'own':
      return {}
    case 'placed':
      return { scalePercent: place.fillPercent, position: { xPercent: place.across, yPercent: place.down } }
    case 'free': {
      const { fillPercent, centre } = place
      return {
        ...(fillPercent === undefined ? {} : { scalePercent: fillPercent }),
        ...(centre === undefined ? {} : { centre }),
      }
    }
  }
}

function canvasOf(canvas: CanvasSettings): Pick<Composition, 'crop' | 'canvas'> {
  switch (canvas.kind) {
    case 'photo':
      return {}
    case 'subject': {
      const { margin } = canvas
      return { crop: { left: margin, top: margin, right: margin, bottom: margin } }
    }
    case 'aspect':
      return { canvas: { kind: 'aspect', across: canvas.across, down: canvas.down } }
    case 'size':
      return { canvas }
  }
}
