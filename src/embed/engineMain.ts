import { builtInModels } from '#core/models.ts'
import { drivenEngine } from './driven.ts'
import { openDesk } from './openDesk.ts'

/** A worker that does nothing is kept longer than for a person: the next task comes soon. */
const idleMs = 10 * 60_000

window.openDriven = ({ usual = builtInModels[0].id, files }) => {
  const report = (id: string, stage: string, done: number) => window.clearcutProgress?.(id, stage, done)
  window.driven ??= drivenEngine(openDesk(usual, files, idleMs), report)
}
