import * as z from 'zod/mini'
import { densities, exportFormats, qualityRange } from './settings.ts'
import { kilobytesSchema, wantedSizeSchema } from './writtenSizeSchema.ts'

/** What comes in from outside says how files are written only as far as these say so. */
export const fileSchemas = {
  format: z.enum(exportFormats),
  size: wantedSizeSchema,
  densities: z.literal(densities),
  mostKilobytes: kilobytesSchema,
  quality: z.int().check(z.gte(qualityRange.min), z.lte(qualityRange.max)),
  isLossless: z.boolean(),
}
