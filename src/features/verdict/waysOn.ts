import { useStore } from 'zustand'
import { birefnetModels } from '#core/birefnetModel.ts'
import { findEntry } from '#core/catalogue/catalogue.ts'
import { bytesInWords } from '#core/figures.ts'
import { builtInModels, type Model } from '#core/models.ts'
import { say } from '#core/say.ts'
import { bestTier } from '#core/ways/abilities.ts'
import { type Forecast, forecastInWords, forecastOf } from '#core/ways/forecast.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { cutoutOf, type Finished, isFiner, isSameModel } from '#state/job.ts'

/** Something that may give a better cutout of a photo, and what it costs. */
export type WayOn =
  | { kind: 'cut'; model: Model; cost: string | undefined }
  /** A model that is not on the device yet. */
  | { kind: 'get'; entryId: string; name: string; cost: string }

const [auto] = builtInModels
const offeredId = 'birefnet-lite'
/** More would be a list to study, not a way on. */
const most = 2

const itemsOf = (state: AppState) => state.shelf.items
const tiersOf = (state: AppState) => state.tiers
const abilitiesOf = (state: AppState) => state.abilities
const runsOnOf = (state: AppState) => state.runsOn
const onnxOf = (state: AppState) => state.onnxModels
const jobsOf = (state: AppState) => state.jobs
const canDownloadOf = (state: AppState) => state.isOnline && state.shelf.storage !== undefined
const isUnderWayOf = (state: AppState) => state.shelf.downloads.length > 0

/**
 * The ways on from a doubtful cutout: the finer models of this device, the first of them that could be downloaded where there is none, and Auto
 * where a built-in way was chosen by hand. The plain backdrop is not among them: where that is better, Auto has taken it.
 */
export function useWaysOn(app: App, finished: Finished): WayOn[] {
  const { store } = app
  const [items, tiers, onnx] = [useStore(store, itemsOf), useStore(store, tiersOf), useStore(store, onnxOf)]
  const [abilities, runsOn, jobs] = [useStore(store, abilitiesOf), useStore(store, runsOnOf), useStore(store, jobsOf)]
  const canDownload = useStore(store, canDownloadOf)
  const isUnderWay = useStore(store, isUnderWayOf)
  const isOther = (model: Model) => !isSameModel(model, finished.model)

  const finer = [...birefnetModels(items, tiers, { abilities, runsOn }), ...onnx].filter(isOther)
  const ways = finer.map((model): WayOn => {
    const seen = jobs.map(cutoutOf).find((cutout) => cutout !== undefined && isSameModel(cutout.model, model))
    const forecast: Forecast | undefined =
      seen !== undefined
        ? { seconds: seen.cut.madeWith.totalMs / 1000, by: 'run' }
        : model.kind === 'birefnet'
          ? forecastOf(model, abilities)
          : undefined
    return { kind: 'cut', model, cost: forecast && forecastInWords(forecast) }
  })
  if (!isFiner(finished.model) && isOther(auto)) ways.unshift({ kind: 'cut', model: auto, cost: undefined })

  const entry = findEntry(offeredId)
  if (finer.length > 0 || isFiner(finished.model) || entry?.sizeBytes === undefined) return ways.slice(0, most)
  if (!canDownload || isUnderWay || app.shelf.orderOf(entry).sources.length === 0) return ways.slice(0, most)
  const { id, name, sizeBytes } = entry
  const likely = { backbone: 'lite', tier: bestTier('lite', entry.tiers, abilities) } as const
  const time = forecastInWords(forecastOf(likely, abilities))
  const cost = say('verdict.cost', { size: bytesInWords(sizeBytes), time })
  return [...ways, { kind: 'get', entryId: id, name, cost } as const].slice(0, most)
}
