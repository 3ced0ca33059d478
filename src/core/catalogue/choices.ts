import { say } from '#core/say.ts'
import { findEntry } from './catalogue.ts'
import type { CatalogueEntry } from './entry.ts'

/** What is known of the device before anything has run on it. */
export interface DeviceFacts {
  /** Whether the page may use the graphics card. */
  hasWebGpu: boolean
  /** Memory in GiB as the browser tells it, which is never more than 8; undefined where it does not. */
  memoryGib: number | undefined
  /** Threads that the processor runs at once; undefined where the browser does not tell. */
  cores: number | undefined
}

/** The choice for this device and these photos, and why; the person may take another. */
export interface Recommendation {
  id: PlainChoice['id']
  why: string
}

/** A plain choice, for people who do not want to know models. */
export interface PlainChoice {
  id: 'fast' | 'best' | 'hair'
  name: string
  /** When to take it. */
  when: string
  entry: CatalogueEntry
}

/** Which of the three to take on this device. */
export function recommendedChoice(device: DeviceFacts): Recommendation {
  if (isStrong(device)) return { id: 'best', why: say('catalogue.why.strong') }
  const why = say(device.hasWebGpu ? 'catalogue.why.memory' : 'catalogue.why.noGraphicsCard')
  return { id: 'fast', why }
}

/** The large network takes gigabytes and, without a graphics card, minutes. */
function isStrong({ hasWebGpu, memoryGib = 8, cores = 8 }: DeviceFacts): boolean {
  return hasWebGpu && memoryGib >= 8 && cores >= 6
}

/** The three choices for this device: the large models only where a graphics card and enough memory make them bearable. */
export function plainChoices(device: DeviceFacts): PlainChoice[] {
  const canDoLarge = isStrong(device)
  const wanted = [
    ['fast', 'birefnet-lite'],
    ['best', canDoLarge ? 'birefnet-general' : 'birefnet-lite-2k'],
    ['hair', canDoLarge ? 'birefnet-matting' : 'birefnet-lite-matting'],
  ] as const
  return wanted.flatMap(([id, entryId]) => {
    const entry = findEntry(entryId)
    const words = { name: say(`catalogue.choice.${id}.name`), when: say(`catalogue.choice.${id}.when`) }
    return entry === undefined ? [] : [{ id, ...words, entry }]
  })
}
