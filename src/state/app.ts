import type { SourceSettings } from '#core/catalogue/order.ts'
import type { Preview, View } from '#core/contract.ts'
import { initialEdges } from '#core/edges.ts'
import type { Outcome } from '#core/outcome.ts'
import type { AppUpdates, Engine, Outbox, Shelf } from '#core/ports.ts'
import { type CuttingActions, createCutting } from './cutting.ts'
import type { ViewMode } from './initialState.ts'
import type { Finished, Photo } from './job.ts'
import { createModels, type ModelActions } from './onnxModels.ts'
import { createPhotos, type Incoming, type PhotoActions } from './photos.ts'
import { createSaving, type SavingActions } from './saving.ts'
import { createShelfActions, type ShelfActions } from './shelf.ts'
import { type AppStore, createAppStore } from './store.ts'

/** What the state needs of the outside. */
export interface Ports {
  engine: Engine
  shelf: Shelf
  /** Where models may be downloaded from. */
  sources: SourceSettings
  outbox: Outbox
  updates: AppUpdates
}

/** The whole app without its looks: one store, and the verbs that change it. Parts are handed this, and read the store with `useStore`. */
export interface App {
  store: AppStore
  cutting: CuttingActions
  photos: PhotoActions
  models: ModelActions
  shelf: ShelfActions
  saving: SavingActions
  looking: LookingActions
  updates: AppUpdates
  /** Takes whatever files a person brings: ONNX and safetensors files become models, all others photos. */
  bring(incoming: Incoming[]): void
}

/** Pictures to look at are no part of the state: whoever asks for them owns them. */
export interface LookingActions {
  setViewMode(mode: ViewMode): void
  view(photo: Photo, finished: Finished, maxPixels: number, signal: AbortSignal): Promise<Outcome<View>>
  preview(photo: Photo, maxPixels: number, signal: AbortSignal): Promise<Outcome<Preview>>
}

export function createApp({ engine, shelf: shelfPort, sources, outbox, updates }: Ports): App {
  const store = createAppStore()
  const cutting = createCutting(store, engine)
  const photos = createPhotos(store, cutting)
  const models = createModels(store, engine)
  const shelf = createShelfActions(store, shelfPort, { outbox, models, sources })
  const saving = createSaving(store, engine, outbox)
  updates.watchUpdates((news) =>
    store.setState(news === 'offline-ready' ? { isReadyOffline: true } : { isUpdateReady: true }),
  )

  return {
    store,
    cutting,
    photos,
    models,
    shelf,
    saving,
    updates,
    looking: {
      setViewMode: (viewMode) => store.setState({ viewMode }),
      view: (photo, { cut }, maxPixels, signal) =>
        engine.view({ file: photo.file, mask: cut.mask, edges: initialEdges, maxPixels }, signal),
      preview: (photo, maxPixels, signal) => engine.preview({ file: photo.file, maxPixels }, signal),
    },
    bring(incoming) {
      const named = (pattern: RegExp) => (item: Incoming) => item.file instanceof File && pattern.test(item.name)
      const [isGraph, isCheckpoint] = [named(/\.onnx$/i), named(/\.safetensors$/i)]
      const filesOf = (items: Incoming[]) => items.flatMap(({ file }) => (file instanceof File ? [file] : []))
      photos.add(incoming.filter((item) => !isGraph(item) && !isCheckpoint(item)))
      const [graphs, checkpoints] = [filesOf(incoming.filter(isGraph)), filesOf(incoming.filter(isCheckpoint))]
      if (graphs.length > 0) void models.addFiles(graphs)
      if (checkpoints.length > 0) void shelf.addFiles(checkpoints)
    },
  }
}
