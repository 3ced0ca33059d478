import * as z from 'zod/mini'
import {
  backdropSchema,
  blendingSchema,
  canvasSchema,
  glowSchema,
  outlineSchema,
  placeSchema,
  shadowSchema,
  tonesSchema,
  turnSchema,
} from '#core/compositionSchema.ts'
import { initialComposition } from '#core/compositionSettings.ts'
import { fileSchemas } from '#core/exportSchema.ts'
import { type PreferenceKeeper, type Preferences, viewModes } from '#core/preferences.ts'
import { exportContents, initialExportSettings } from '#core/settings.ts'
import { runsOn } from '#core/ways/way.ts'
import { storedJson } from './storedJson.ts'

const storageKey = 'clearcut-preferences'

/** A part that cannot be understood (an older or newer version wrote it, or a person did) becomes the usual one; the others stay. */
function part<T>(schema: z.ZodMiniType<T>, usual: T) {
  return z.catch(schema, usual)
}

const usual = initialExportSettings

const exportSettings = z.object({
  format: part(fileSchemas.format, usual.format),
  content: part(z.enum(exportContents), usual.content),
  size: part(fileSchemas.size, usual.size),
  densities: part(fileSchemas.densities, usual.densities),
  mostKilobytes: part(fileSchemas.mostKilobytes, usual.mostKilobytes),
  quality: part(fileSchemas.quality, usual.quality),
  isLossless: part(fileSchemas.isLossless, usual.isLossless),
  isDithered: part(z.boolean(), usual.isDithered),
  maskDepth: part(z.union([z.literal(8), z.literal(16)]), usual.maskDepth),
  keepsCameraData: part(z.boolean(), usual.keepsCameraData),
})

const composition = z.object({
  backdrop: part(backdropSchema, initialComposition.backdrop),
  shadow: part(shadowSchema, initialComposition.shadow),
  outline: part(outlineSchema, initialComposition.outline),
  canvas: part(canvasSchema, initialComposition.canvas),
  place: part(placeSchema, initialComposition.place),
  turn: part(turnSchema, initialComposition.turn),
  tones: part(tonesSchema, initialComposition.tones),
  glow: part(glowSchema, initialComposition.glow),
  blending: part(blendingSchema, initialComposition.blending),
})

const preferences = z.object({
  exportSettings: z.catch(z.optional(exportSettings), undefined),
  composition: z.catch(z.optional(composition), undefined),
  viewMode: z.catch(z.optional(z.enum(viewModes)), undefined),
  hasLetterKeys: z.catch(z.optional(z.boolean()), undefined),
  modelId: z.catch(z.optional(z.string()), undefined),
  tiers: z.catch(z.optional(z.record(z.string(), z.int().check(z.positive()))), undefined),
  runsOn: z.catch(z.optional(z.enum(runsOn)), undefined),
  looksAtSubject: z.catch(z.optional(z.boolean()), undefined),
  agreedTerms: z.catch(z.optional(z.array(z.string())), undefined),
})

/** Keeps preferences in the page's storage. Where there is none (private windows, blocked storage) they last as long as the page. */
export function createPreferenceKeeper(storage?: () => Storage): PreferenceKeeper {
  const stored = storedJson(storageKey, storage)
  return {
    recall() {
      const kept = preferences.safeParse(stored.read())
      return kept.success ? present(kept.data) : {}
    },
    keep: (latest) => stored.write(latest),
  }
}

type Loose = { [Key in keyof Preferences]?: Preferences[Key] | undefined }

/** Without the parts that are not there. */
function present({
  exportSettings: files,
  composition: composed,
  viewMode,
  hasLetterKeys,
  modelId,
  tiers,
  runsOn: way,
  looksAtSubject,
  agreedTerms,
}: Loose): Partial<Preferences> {
  return {
    ...(files === undefined ? {} : { exportSettings: files }),
    ...(composed === undefined ? {} : { composition: composed }),
    ...(viewMode === undefined ? {} : { viewMode }),
    ...(hasLetterKeys === undefined ? {} : { hasLetterKeys }),
    ...(modelId === undefined ? {} : { modelId }),
    ...(tiers === undefined ? {} : { tiers }),
    ...(way === undefined ? {} : { runsOn: way }),
    ...(looksAtSubject === undefined ? {} : { looksAtSubject }),
    ...(agreedTerms === undefined ? {} : { agreedTerms }),
  }
}
