import type { ShelfMemory } from '#core/ports.ts'
import { usualShelfSettings } from '#core/shelfSettings.ts'
import { storedJson } from './storedJson.ts'

const stored = storedJson('clearcut-shelf')

/** What a person has set for models, in the browser's storage; where that is refused, it holds until the page is closed. */
export const shelfMemory: ShelfMemory = {
  recall() {
    const kept = stored.read()
    if (typeof kept !== 'object' || kept === null) return usualShelfSettings
    const keepOriginal = 'keepOriginal' in kept && kept.keepOriginal === true
    const mirrorUrl = 'mirrorUrl' in kept && typeof kept.mirrorUrl === 'string' ? kept.mirrorUrl : ''
    return { keepOriginal, mirrorUrl }
  },
  remember: (settings) => stored.write(settings),
}
