import * as z from 'zod/mini'
import { blendingRange } from './blending.ts'
import { hexOf } from './colour.ts'
import { shadowKinds } from './composition.ts'
import { canvasRanges, effectRanges, thirds } from './compositionSettings.ts'
import { sceneNames } from './scenes.ts'
import { toneRange } from './tones.ts'

// Zod's compiled parsers need `new Function`, which the page's Content-Security-Policy refuses; even the attempt is reported.
z.config({ jitless: true })

/** What comes in from outside (kept settings, templates of others) is a composition only as far as these say so. */

const colour = z.string().check(z.refine((text) => hexOf(text) === text))
const within = ({ min, max }: { min: number; max: number }) => z.number().check(z.gte(min), z.lte(max))
const whole = ({ min, max }: { min: number; max: number }) => z.int().check(z.gte(min), z.lte(max))

/** How much of a picture's or a photo's light is taken away. */
export const darkSchema = z.exactOptional(within(effectRanges.darkPercent))

/** A picture of one's own is on its device alone: where it was chosen, nothing lies behind. */
export const backdropSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('transparent') }),
  z.object({ kind: z.literal('colour'), colour }),
  z.object({
    kind: z.literal('gradient'),
    shape: z.enum(['linear', 'radial']),
    from: colour,
    to: colour,
    degrees: within(effectRanges.degrees),
  }),
  z.object({ kind: z.literal('scene'), scene: z.enum(sceneNames), colour }),
  z.object({ kind: z.literal('blurred'), blurPercent: within(effectRanges.blurPercent), darkPercent: darkSchema }),
])

export const shadowSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.enum(shadowKinds),
    opacityPercent: within(effectRanges.opacityPercent),
    blurPercent: within(effectRanges.softPercent),
    distancePercent: within(effectRanges.distancePercent),
  }),
])

export const outlineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('line'), widthPercent: within(effectRanges.widthPercent), colour }),
])

export const glowSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('light'),
    opacityPercent: within(effectRanges.opacityPercent),
    sizePercent: within(effectRanges.glowPercent),
    colour,
  }),
])

export const blendingSchema = z.object({ wrapPercent: within(blendingRange), matchPercent: within(blendingRange) })

const marginSchema = z.discriminatedUnion('unit', [
  z.object({ value: within(canvasRanges.marginPercent), unit: z.literal('%') }),
  z.object({ value: whole(canvasRanges.marginPixels), unit: z.literal('px') }),
])

export const canvasSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('photo') }),
  z.object({ kind: z.literal('subject'), margin: marginSchema }),
  z.object({ kind: z.literal('aspect'), across: whole(canvasRanges.part), down: whole(canvasRanges.part) }),
  z.object({
    kind: z.literal('size'),
    width: whole(canvasRanges.side),
    height: whole(canvasRanges.side),
    dpi: z.exactOptional(whole(canvasRanges.dpi)),
  }),
])

export const placeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }),
  z.object({
    kind: z.literal('placed'),
    fillPercent: within(canvasRanges.fillPercent),
    across: z.literal(thirds),
    down: z.literal(thirds),
  }),
  z.object({
    kind: z.literal('free'),
    fillPercent: z.exactOptional(within(canvasRanges.freePercent)),
    centre: z.exactOptional(
      z.object({ xPercent: within(canvasRanges.centrePercent), yPercent: within(canvasRanges.centrePercent) }),
    ),
  }),
])

export const turnSchema = z.object({
  degrees: within(canvasRanges.turnDegrees),
  isFlippedAcross: z.boolean(),
  isFlippedDown: z.boolean(),
})

export const tonesSchema = z.object({
  brightness: within(toneRange),
  contrast: within(toneRange),
  saturation: within(toneRange),
  warmth: within(toneRange),
})

/** All that a person chooses. */
export const compositionSchema = z.object({
  backdrop: backdropSchema,
  shadow: shadowSchema,
  outline: outlineSchema,
  canvas: canvasSchema,
  place: placeSchema,
  turn: turnSchema,
  tones: tonesSchema,
  glow: glowSchema,
  blending: blendingSchema,
})
