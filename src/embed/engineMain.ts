import { builtInModels } from '#core/models.ts'
import { abilitiesOf } from '#core/ways/abilities.ts'
import { createEngine } from '#engine/engine.ts'
import { createShelf } from '#engine/shelf.ts'
import { probeDevice, processorFacts } from '#platform/probeDevice.ts'
import { createRecollection } from '#platform/recollection.ts'
import { drivenEngine } from './driven.ts'
import type { Desk } from './perform.ts'
import type { StockFile } from './stock.ts'

/** A worker that does nothing is kept longer than for a person: the next task comes soon. */
const idleMs = 10 * 60_000

const baseUrl = new URL(import.meta.env.BASE_URL, document.baseURI).href
const recollection = createRecollection()

function deskOf(usual: string, files: readonly StockFile[]): Desk {
  return {
    engine: createEngine({ baseUrl, probe: probeDevice, recollection, idleMs }),
    shelf: createShelf(baseUrl),
    stock: { usual, files, abilities: () => abilitiesOf(processorFacts(), recollection.read(), Date.now()) },
  }
}

window.openDriven = ({ usual = builtInModels[0].id, files }) => {
  window.driven ??= drivenEngine(deskOf(usual, files), (id, stage, done) => window.clearcutProgress?.(id, stage, done))
}
