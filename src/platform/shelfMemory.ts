import type { ShelfMemory } from '#core/ports.ts'
import { usualShelfSettings } from '#core/shelfSettings.ts'

const key = 'clearcut-shelf'

/** What a person has set for models, in the browser's storage; where that is refused, it holds until the page is closed. */
export const shelfMemory: ShelfMemory = {
  recall() {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
      if (typeof kept !== 'object' || kept === null) return usualShelfSettings
      const keepOriginal = 'keepOriginal' in kept && kept.keepOriginal === true
      const mirrorUrl = 'mirrorUrl' in kept && typeof kept.mirrorUrl === 'string' ? kept.mirrorUrl : ''
      return { keepOriginal, mirrorUrl }
    } catch {
      return usualShelfSettings
    }
  },
  remember(settings) {
    try {
      localStorage.setItem(key, JSON.stringify(settings))
    } catch {
      // Private windows may refuse it; the settings hold until the page is closed all the same.
    }
  },
}
