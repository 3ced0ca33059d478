import { builtInModels } from '#core/models.ts'
import { drivenEngine } from './driven.ts'
import { openDesk } from './openDesk.ts'

/** A worker that does nothing is kept longer than for a person: the next task comes soon. */
const idleMs = 10 * 60_000

/** Built-in ways that use the built-in network. */
const ofNetwork: ReadonlySet<string> = new Set(['auto', 'nano'])

window.openDriven = async ({ usual = builtInModels[0].id, files }) => {
  if (window.driven !== undefined) return
  const desk = openDesk(usual, files, idleMs)
  const report = (id: string, stage: string, done: number) => window.clearcutProgress?.(id, stage, done)
  window.driven = drivenEngine(desk, report)
  // Whoever asks first should not pay for it. What goes wrong here is told to them.
  if (ofNetwork.has(usual)) await desk.engine.warm('auto')
}
