import type { Template } from './template.ts'

/** Largest file of templates that is looked at, in bytes. */
export const mostTemplateBytes = 1_000_000

/** What a file of templates says it is. */
export const templateKind = 'clearcut-templates'

/** Templates as a file to be kept or given to others. */
export function templateText(templates: readonly Template[]): string {
  return JSON.stringify({ kind: templateKind, version: 1, templates }, undefined, 2)
}
