import { say } from '#core/say.ts'
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
export function lackOf(format: ExportFormat): string | undefined {
  return format === 'jpeg' || format === 'gif' ? say(`export.lacks.${format}`) : undefined
}
