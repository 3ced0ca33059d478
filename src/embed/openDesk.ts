import { limitMarkup } from '#core/trustedTypes.ts'
import { abilitiesOf } from '#core/ways/abilities.ts'
import { createEngine } from '#engine/engine.ts'
import { createShelf } from '#engine/shelf.ts'
import { probeDevice, processorFacts } from '#platform/probeDevice.ts'
import { createRecollection } from '#platform/recollection.ts'
import type { Desk } from './perform.ts'
import type { StockFile } from './stock.ts'

// Before anything of the engine is started.
limitMarkup(window)

/** Where the app's files lie. */
export const baseUrl = new URL(import.meta.env.BASE_URL, document.baseURI).href

/** The engine of this page, and what it may take models from. */
export function openDesk(usual: string, files: readonly StockFile[], idleMs?: number): Desk {
  const recollection = createRecollection()
  const idle = idleMs === undefined ? {} : { idleMs }
  return {
    engine: createEngine({ baseUrl, probe: probeDevice, recollection, ...idle }),
    shelf: createShelf(baseUrl),
    stock: { usual, files, abilities: () => abilitiesOf(processorFacts(), recollection.read(), Date.now()) },
  }
}
