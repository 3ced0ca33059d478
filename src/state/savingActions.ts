import type { NamedFile } from '#core/folders.ts'
import type { ExportSettings } from '#core/settings.ts'

export interface SavingActions {
  set(settings: Partial<ExportSettings>): void
  /** Writes one cutout and hands it to whoever takes it, who says what has become of it; nothing, where it has not left the page. */
  hand(
    id: string,
    to: (file: NamedFile) => Promise<string | undefined>,
    override?: Partial<ExportSettings>,
  ): Promise<void>
  /** Writes one cutout and hands it to the browser's downloads; `override` replaces single settings for this time. */
  download(id: string, override?: Partial<ExportSettings>): Promise<void>
  /** Packs all cutouts but those left out, by their photos' ids, into one ZIP and downloads that. */
  downloadAll(override?: Partial<ExportSettings>, leftOut?: readonly string[]): Promise<void>
  /** Can the person choose a folder to be written into? */
  readonly takesFolders: boolean
  /** Lets the person choose a folder and writes all cutouts but those left out into it, each as soon as it is done. Must be called while a press is being handled. */
  intoFolder(leftOut?: readonly string[]): Promise<void>
  /** Puts the cutout on the clipboard as a PNG. */
  copy(id: string): Promise<void>
  cancelSaving(): void
}
