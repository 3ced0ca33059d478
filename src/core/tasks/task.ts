import { z } from 'zod'
import { shadowKinds } from '#core/composition.ts'
import { edgeRanges, refineRanges } from '#core/edges.ts'
import { exportContents, exportFormats, qualityRange } from '#core/settings.ts'
import { taskTemplateSchema } from './taskTemplate.ts'

// Zod's compiled parsers need `new Function`, which the page's Content-Security-Policy refuses; even the attempt is reported.
z.config({ jitless: true })

/** Longest name of a model, in characters. */
export const longestModelName = 200

/** Stands among the wanted models for the one that is usual here: `--model` of the server, else the first that is built in. */
export const usualModel = 'usual'

/** Where a picture comes from: an address, bytes in base64, something kept earlier under this id, or a part of the request by its name. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('url'), url: z.url({ protocol: /^https?$/ }) }),
  z.strictObject({ kind: z.literal('data'), base64: z.string().min(1) }),
  z.strictObject({ kind: z.literal('kept'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('part'), name: z.string().min(1) }),
])

export type Source = z.infer<typeof sourceSchema>

/** Thirty days: whoever calls must not fill the disk for ever. */
export const longestTtlSeconds = 30 * 86_400

const lengthSchema = z.strictObject({ value: z.number().min(0), unit: z.enum(['px', '%']) })
const percent = z.number().min(0).max(100)
const sides = { left: lengthSchema, top: lengthSchema, right: lengthSchema, bottom: lengthSchema }

/** See `Composition`; a picture is a source here. */
const compositionSchema = z.strictObject({
  region: z.strictObject(sides).optional(),
  isSemitransparent: z.boolean().default(true),
  crop: z.strictObject(sides).optional(),
  scalePercent: z.number().min(10).max(100).optional(),
  position: z.strictObject({ xPercent: percent, yPercent: percent }).optional(),
  maxPixels: z.int().min(1).optional(),
  shadow: z.strictObject({ kind: z.enum(shadowKinds), opacityPercent: percent }).optional(),
  backdrop: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('transparent') }),
      z.strictObject({
        kind: z.literal('colour'),
        colour: z.string().regex(/^#[0-9a-f]{6}$/),
        opacity: z.number().min(0).max(1).default(1),
      }),
      z.strictObject({ kind: z.literal('picture'), picture: sourceSchema }),
    ])
    .default({ kind: 'transparent' }),
})

const outputSchema = z.strictObject({
  content: z.enum(exportContents).default('cutout'),
  format: z.enum(exportFormats).default('png'),
  quality: z.int().min(qualityRange.min).max(qualityRange.max).default(qualityRange.default),
})

const httpAddress = z.url({ protocol: /^https?$/ })
const between = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max)

/**
 * All that any dialect can ask for: the photo, the model, what to refine and to compose, what to write, and where to deliver it.
 * Each dialect only translates into this; whoever writes for Clearcut itself may say it directly.
 */
export const taskSchema = z.strictObject({
  input: sourceSchema,
  /** Names of models, the most wanted first; the first that is on the device cuts. */
  models: z.array(z.string().min(1).max(longestModelName)).min(1).max(8).default([usualModel]),
  /** Side of the network's input, in pixels; the nearest that the model has. */
  tier: z.int().min(256).max(4096).optional(),
  edges: z
    .strictObject({
      postProcessMask: z.boolean().default(false),
      cleanColours: z.boolean().default(true),
      growPixels: z.number().min(edgeRanges.growPixels.min).max(edgeRanges.growPixels.max).default(0),
      featherPixels: z.number().min(edgeRanges.featherPixels.min).max(edgeRanges.featherPixels.max).default(0),
    })
    .prefault({}),
  /** Finds the edge anew by alpha matting. */
  refine: z
    .strictObject({
      foregroundAbove: between(refineRanges.foregroundAbove),
      backgroundBelow: between(refineRanges.backgroundBelow),
      erodePixels: between(refineRanges.erodePixels),
    })
    .optional(),
  /** What the picture is made of and how files are written, as far as the rest of the task does not say otherwise. */
  template: taskTemplateSchema.optional(),
  composition: compositionSchema.prefault({}),
  /** One cutout, as the template wants it, or else as PNG, where absent. */
  outputs: z.array(outputSchema).min(1).max(4).optional(),
  delivery: z
    .strictObject({
      /** Seconds that results stay; as long as is usual here where absent. */
      ttlSeconds: z.int().min(60).max(longestTtlSeconds).optional(),
      /** Told when the task has ended. */
      webhook: httpAddress.optional(),
      /** The file is put there as it is. */
      putTo: httpAddress.optional(),
    })
    .prefault({}),
})

export type Task = z.infer<typeof taskSchema>
export type TaskDraft = z.input<typeof taskSchema>

/** A task from what a dialect understood; what it leaves out is as usual. Throws where a dialect says something that no task can: a bug. */
export function taskOf(draft: TaskDraft): Task {
  return taskSchema.parse(draft)
}
