import { type CompositionSettings, compositionFingerprint } from '#core/compositionSettings.ts'
import type { ExportSettings } from '#core/settings.ts'

/** A composition under a name: what it leaves out stays as each photo has it. */
export interface Template {
  id: string
  name: string
  /** What whoever asks for such pictures demands, in words. */
  rule?: string
  composition: Partial<CompositionSettings>
  /** How files are to be written; what it leaves out stays as it is. */
  files?: TemplateFiles
}

/** What a template says of files. */
export type TemplateFiles = Partial<
  Pick<ExportSettings, 'format' | 'quality' | 'isLossless' | 'size' | 'densities' | 'mostKilobytes'>
>

/** What a template keeps of how files are written. */
export function templateFilesOf(settings: ExportSettings): TemplateFiles {
  const { format, quality, isLossless, size, densities, mostKilobytes } = settings
  return { format, quality, isLossless, size, densities, mostKilobytes }
}

/** Longest name of a template, and how many a person may keep. */
export const templateLimits = { name: 60, count: 100 } as const

/** Does a photo look as this template wants it? */
export function isInForce({ composition }: Template, settings: CompositionSettings): boolean {
  return compositionFingerprint({ ...settings, ...composition }) === compositionFingerprint(settings)
}
