import type { CompositionSettings } from './compositionSettings.ts'
import type { ExportSettings } from './settings.ts'
import type { RunsOn } from './ways/way.ts'

/** How the stage shows the selected photo. */
export type ViewMode = (typeof viewModes)[number]

export const viewModes = ['compare', 'cutout', 'mask'] as const

/** What a person has set and finds again the next time; nothing of any photo is in it. */
export interface Preferences {
  exportSettings: ExportSettings
  /** What is made of cutouts as a rule. */
  composition: CompositionSettings
  viewMode: ViewMode
  hasLetterKeys: boolean
  /** The model that the person chose; absent where the choice was left to the app. */
  modelId?: string
  /** Sizes that were chosen for checkpoints, by the shelf's id. */
  tiers: Readonly<Record<string, number>>
  runsOn: RunsOn
  /** Whether larger networks look at the subject's part of the photo only, where that is small. */
  looksAtSubject: boolean
  /** Addresses of the licences that the person has agreed to. */
  agreedTerms: readonly string[]
}

/** Keeps preferences on the device. */
export interface PreferenceKeeper {
  /** What was kept, as far as it can be understood. Never throws. */
  recall(): Partial<Preferences>
  /** Keeps them where the browser allows it. Never throws. */
  keep(preferences: Preferences): void
}
