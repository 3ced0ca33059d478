import type { ExportSettings } from '#core/settings.ts'

/** What a person is asked before files are written that they may not want. */
export type Asking =
  /** Nothing was found in this photo: is an empty picture wanted? */
  | { what: 'empty'; photoId: string; act: 'download' | 'copy' | 'share'; override: Partial<ExportSettings> }
  /** Some of all photos but those left out are doubtful or empty: which of them are wanted? */
  | { what: 'all'; act: 'zip' | 'folder'; override: Partial<ExportSettings>; leftOut: readonly string[] }
