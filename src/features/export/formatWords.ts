import type { ExportFormat } from '#core/settings.ts'

/** What the types of files are called. */
export const formatNames = {
  png: 'PNG',
  webp: 'WebP',
  jpeg: 'JPEG',
  avif: 'AVIF',
  gif: 'GIF',
} as const satisfies Record<ExportFormat, string>

/** What a type lacks. */
export const formatDetails: Partial<Record<ExportFormat, string>> = { jpeg: 'no transparency', gif: '256 colours' }
