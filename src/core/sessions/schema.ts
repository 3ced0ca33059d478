import * as z from 'zod/mini'
import { pictureFits } from '#core/composition.ts'
import {
  backdropSchema,
  blendingSchema,
  canvasSchema,
  darkSchema,
  glowSchema,
  outlineSchema,
  placeSchema,
  shadowSchema,
  tonesSchema,
  turnSchema,
} from '#core/compositionSchema.ts'
import { initialComposition } from '#core/compositionSettings.ts'
import { type EdgeSettings, edgeRanges } from '#core/edges.ts'
import { strokeRanges } from '#core/strokes.ts'
import { cutSchema, fileSchema, modelSchema, reasonSchema } from './cutSchema.ts'
import { type CompositionRecord, longestSessionName, type PhotoRecord, type SessionRecord } from './record.ts'

// Zod's compiled parsers need `new Function`, which the page's Content-Security-Policy refuses; even the attempt is reported.
z.config({ jitless: true })

const within = ({ min, max }: { min: number; max: number }) => z.number().check(z.gte(min), z.lte(max))
const id = z.string().check(z.minLength(1), z.maxLength(100))
const time = z.number().check(z.gte(0))
const level = z.int().check(z.gte(0), z.lte(255))
const point = z.object({ x: within({ min: 0, max: 1 }), y: within({ min: 0, max: 1 }) })

const edgesSchema = z.object({
  postProcessMask: z.boolean(),
  holes: z.enum(['auto', 'open', 'closed']),
  levels: z.object({ black: level, white: level }),
  objects: z.union([
    z.object({ keep: z.enum(['all', 'largest']) }),
    z.object({ keep: z.literal('picked'), at: z.array(point).check(z.maxLength(64)) }),
  ]),
  dropSpecks: z.boolean(),
  speckPercent: within(edgeRanges.speckPercent),
  fillHoles: z.boolean(),
  holePercent: within(edgeRanges.holePercent),
  growPixels: within(edgeRanges.growPixels),
  featherPixels: within(edgeRanges.featherPixels),
  hardEdge: z.boolean(),
  threshold: within(edgeRanges.threshold),
  invert: z.boolean(),
  cleanColours: z.boolean(),
  cleanPercent: within(edgeRanges.cleanPercent),
  existingAlpha: z.enum(['multiply', 'ignore', 'keep']),
}) as z.ZodMiniType<EdgeSettings>

const strokeSchema = z.object({
  id,
  kind: z.enum(['keep', 'remove']),
  size: within(strokeRanges.size),
  hardnessPercent: within(strokeRanges.hardnessPercent),
  opacityPercent: within(strokeRanges.opacityPercent),
  isEdgeAware: z.boolean(),
  nature: z.exactOptional(z.enum(['smart', 'exact', 'hair'])),
  points: z
    .array(z.object({ x: z.number(), y: z.number(), pressure: within({ min: 0, max: 1 }) }))
    .check(z.minLength(1), z.maxLength(20_000)),
})

const pictureSchema = z.object({
  kind: z.literal('picture'),
  id,
  name: z.string().check(z.maxLength(1000)),
  file: fileSchema,
  fit: z.enum(pictureFits),
  darkPercent: darkSchema,
})

const composition = z.object({
  backdrop: z.union([pictureSchema, backdropSchema]),
  shadow: shadowSchema,
  outline: outlineSchema,
  canvas: canvasSchema,
  place: placeSchema,
  // Sessions of before have none.
  turn: z._default(turnSchema, initialComposition.turn),
  tones: z._default(tonesSchema, initialComposition.tones),
  glow: z._default(glowSchema, initialComposition.glow),
  blending: z._default(blendingSchema, initialComposition.blending),
}) as z.ZodMiniType<CompositionRecord>

const named = {
  key: id,
  name: z.string().check(z.maxLength(1000)),
  folder: z.exactOptional(z.string().check(z.maxLength(4000))),
  file: z.exactOptional(fileSchema),
}

/** What was made of a photo, each part of which can be left out. */
export const photoParts = {
  finished: z.exactOptional(
    z.object({
      cut: cutSchema,
      model: modelSchema,
      isPreview: z.exactOptional(z.literal(true)),
      looksAtSubject: z.exactOptional(z.boolean()),
      isOwnChoice: z.exactOptional(z.literal(true)),
      isTaken: z.exactOptional(z.literal(true)),
    }),
  ),
  own: z.exactOptional(modelSchema),
  failure: z.exactOptional(z.object({ reason: reasonSchema, detail: z.exactOptional(z.string()) })),
  strokes: z.exactOptional(z.array(strokeSchema).check(z.maxLength(10_000))),
  edges: z.exactOptional(edgesSchema),
  composition: z.exactOptional(composition),
  isSaved: z.exactOptional(z.literal(true)),
}

export const photoSchema = z.object({
  ...named,
  status: z.enum(['waiting', 'done', 'failed', 'cancelled']),
  ...photoParts,
}) as z.ZodMiniType<PhotoRecord>

/** What has to be understood of a photo for it not to be lost. */
export const barePhotoSchema = z.object(named)

export const sessionSchema = z.object({
  version: z.literal(1),
  id: z.string().check(z.regex(/^[0-9a-z-]{1,60}$/)),
  name: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(longestSessionName))),
  createdAt: time,
  usedAt: time,
  edges: edgesSchema,
  composition,
  selectedKey: z.exactOptional(id),
}) as z.ZodMiniType<SessionRecord>

/** A small picture of a cutout, as text: what a `data:` address has after its colon. */
export const thumbSchema = z
  .string()
  .check(z.maxLength(400_000), z.regex(/^image\/(?:webp|png);base64,[A-Za-z0-9+/]+={0,2}$/))
