import { findEntry } from './catalogue.ts'
import type { CatalogueEntry } from './entry.ts'

/** What is known of the device before anything has run on it. */
export interface DeviceFacts {
  /** Whether the page may use the graphics card. */
  hasWebGpu: boolean
  /** Memory in GiB as the browser tells it, which is never more than 8; undefined where it does not. */
  memoryGib: number | undefined
}

/** A plain choice, for people who do not want to know models. */
export interface PlainChoice {
  id: 'fast' | 'best' | 'hair'
  name: string
  /** When to take it. */
  when: string
  entry: CatalogueEntry
}

/** The three choices for this device: the large models only where a graphics card and enough memory make them bearable. */
export function plainChoices({ hasWebGpu, memoryGib }: DeviceFacts): PlainChoice[] {
  const isStrong = hasWebGpu && (memoryGib ?? 8) >= 8
  const wanted = [
    ['fast', 'Fast', 'Good masks of most photos, soon', 'birefnet-lite'],
    ['best', 'Best', 'The finest masks this device can make', isStrong ? 'birefnet-general' : 'birefnet-lite-2k'],
    [
      'hair',
      'Hair & portrait',
      'People, fur, veils: soft edges',
      isStrong ? 'birefnet-matting' : 'birefnet-lite-matting',
    ],
  ] as const
  return wanted.flatMap(([id, name, when, entryId]) => {
    const entry = findEntry(entryId)
    return entry === undefined ? [] : [{ id, name, when, entry }]
  })
}
