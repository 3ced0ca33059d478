import type { SourceSettings } from '#core/catalogue/order.ts'
import type { Mask } from '#core/cut.ts'
import type { Edits } from '#core/edits.ts'
import type { ComposedView, ComposeRequest, Preview, Retouched, View, ViewRequest } from '#core/look.ts'
import type { Outcome } from '#core/outcome.ts'
import type {
  AppUpdates,
  Engine,
  FileKeeper,
  Outbox,
  PictureFetcher,
  SessionKeeper,
  Shelf,
  ShelfMemory,
  TemplateKeeper,
} from '#core/ports.ts'
import type { ViewMode } from '#core/preferences.ts'
import type { Surface } from '#core/surface.ts'
import type { Abilities } from '#core/ways/abilities.ts'
import { type AddressActions, createAddresses } from './addresses.ts'
import { type AskingActions, askingBefore } from './asking.ts'
import { createBringing } from './bringing.ts'
import { type BrushActions, createBrushing } from './brushing.ts'
import { type ComposingActions, createComposing } from './composing.ts'
import { type CuttingActions, createCutting } from './cutting.ts'
import { createEdges, type EdgeActions } from './edges.ts'
import { createHistory, type HistoryActions } from './history.ts'
import { newId } from './id.ts'
import type { Photo } from './job.ts'
import { createModels, type ModelActions } from './onnxModels.ts'
import { createPhotos, type Incoming, type PhotoActions } from './photos.ts'
import { createReporting, type ReportActions } from './reporting.ts'
import { createReviewing, type ReviewActions } from './reviewing.ts'
import { createSaving, type SavingActions } from './saving.ts'
import { createSessions, type SessionActions } from './sessions.ts'
import { createShelfActions, type ShelfActions } from './shelf.ts'
import { type AppStore, addNotice, createAppStore } from './store.ts'
import { isTold } from './tellFailure.ts'
import { createTemplates, type TemplateActions } from './templates.ts'
import { createThumbnails, type Thumbnails } from './thumbnails.ts'

/** What the state needs of the outside. */
export interface Ports {
  engine: Engine
  files: FileKeeper
  pictures: PictureFetcher
  shelf: Shelf
  /** Where photos and cutouts are kept for the next visit. */
  sessions: SessionKeeper
  /** Where models may be downloaded from. */
  sources: SourceSettings
  memory: ShelfMemory
  outbox: Outbox
  /** Where a person's own templates are kept. */
  templates: TemplateKeeper
  updates: AppUpdates
  /** What this device is up to, as far as is known by now. */
  abilities(): Abilities
}

/** The whole app without its looks: one store, and the verbs that change it. Parts are handed this, and read the store with `useStore`. */
export interface App {
  store: AppStore
  cutting: CuttingActions
  photos: PhotoActions
  /** Goes through what is doubtful. */
  reviewing: ReviewActions
  reporting: ReportActions
  models: ModelActions
  shelf: ShelfActions
  saving: SavingActions
  /** The answers to the question that may stand before a download. */
  asking: AskingActions
  edges: EdgeActions
  brushing: BrushActions
  composing: ComposingActions
  templates: TemplateActions
  history: HistoryActions
  sessions: SessionActions
  looking: LookingActions
  addresses: AddressActions
  updates: AppUpdates
  /** Sees to it that the abilities tell what models will cost here. Never fails: what cannot be measured is guessed. */
  measureDevice(): Promise<void>
  /** Takes whatever files a person brings; see `createBringing`. */
  bring(incoming: Incoming[]): void
}

/** What of a cutout is to be looked at, how large at most, and with which edits. */
export interface Look extends Edits {
  photo: Photo
  mask: Mask
  maxPixels: number
}

/** Pictures to look at are no part of the state: whoever asks for them owns them. */
export interface LookingActions {
  setViewMode(mode: ViewMode): void
  /** Chooses what cutouts lie on while they are looked at. */
  setSurface(surface: Surface): void
  view(look: Look, signal: AbortSignal): Promise<Outcome<View>>
  /** The cutout alone with other edits; roughly but at once where `isQuick`. */
  retouch(look: Look, isQuick: boolean, signal: AbortSignal): Promise<Outcome<Retouched>>
  /** The cutout on its canvas, with all that lies behind it, at most `canvasPixels` large. */
  compose(
    look: Look,
    composed: Pick<ComposeRequest, 'composition' | 'canvasPixels'>,
    signal: AbortSignal,
  ): Promise<Outcome<ComposedView>>
  keepThumbnail: Thumbnails['keep']
  preview(photo: Photo, maxPixels: number, signal: AbortSignal): Promise<Outcome<Preview>>
}

function requestOf({ photo, mask, edges, strokes, maxPixels }: Look): ViewRequest {
  return { file: photo.file, mask, edges, strokes, maxPixels }
}

export function createApp({
  engine,
  files,
  pictures,
  shelf: shelfPort,
  sessions: keeper,
  sources,
  memory,
  outbox,
  templates,
  updates,
  abilities,
}: Ports): App {
  const store = createAppStore()
  const learnAbilities = () => store.setState({ abilities: abilities() })
  learnAbilities()
  const cutting = createCutting(store, engine, learnAbilities)
  const photos = createPhotos(store, cutting, files)
  const models = createModels(store, engine, outbox)
  const shelf = createShelfActions(store, shelfPort, { outbox, models, sources, memory })
  const { saving, asking } = askingBefore(store, createSaving(store, engine, outbox))
  updates.watchUpdates((news) =>
    store.setState(news === 'offline-ready' ? { isReadyOffline: true } : { isUpdateReady: true }),
  )

  /** Keeps what a look at a cutout told of its mask. */
  function learn<T extends Retouched>({ photo }: Look, outcome: Outcome<T>): Outcome<T> {
    if (outcome.ok && outcome.value.facts !== undefined)
      store.setState({ edgeFacts: { photoId: photo.id, facts: outcome.value.facts } })
    return outcome
  }

  const thumbnails = createThumbnails(store, engine)
  const composing = createComposing(store)

  const takeAll = createBringing(store, { photos, models, shelf })
  const bring = (incoming: Incoming[]) => void takeAll(incoming)

  return {
    store,
    edges: createEdges(store, engine),
    brushing: createBrushing(store),
    composing,
    templates: createTemplates(store, { composing, keeper: templates, outbox }),
    history: createHistory(store, photos),
    sessions: createSessions(store, { keeper, files, cutting, thumbnails }),
    cutting,
    photos,
    reviewing: createReviewing(store, cutting),
    reporting: createReporting(store, outbox),
    models,
    shelf,
    saving,
    asking,
    updates,
    looking: {
      setViewMode: (viewMode) => store.setState({ viewMode }),
      setSurface: (surface) => store.setState({ surface }),
      view: async (look, signal) => learn(look, await engine.view(requestOf(look), signal)),
      retouch: async (look, isQuick, signal) => {
        const outcome = await engine.retouch({ ...requestOf(look), isQuick }, signal)
        // The picture stays as it was; without a word it would seem to be what was asked for.
        if (!outcome.ok)
          addNotice(store, { kind: 'failure', id: newId(), reason: outcome.reason, subject: look.photo.name })
        return learn(look, outcome)
      },
      compose: async (look, composed, signal) => {
        const outcome = await engine.compose({ ...requestOf(look), ...composed }, signal)
        isTold(store, outcome, look.photo.name)
        return outcome
      },
      keepThumbnail: thumbnails.keep,
      preview: (photo, maxPixels, signal) => engine.preview({ file: photo.file, maxPixels }, signal),
    },
    async measureDevice() {
      await engine.measure()
      learnAbilities()
    },
    bring,
    addresses: createAddresses(store, pictures, bring),
  }
}
