import type { SourceSettings } from '#core/catalogue/order.ts'
import type { FolderWatcher } from '#core/folders.ts'
import type {
  AppUpdates,
  Engine,
  FileKeeper,
  LanguagePort,
  Outbox,
  PictureFetcher,
  SessionKeeper,
  Shelf,
  ShelfMemory,
  TemplateKeeper,
  ZipOpener,
} from '#core/ports.ts'
import type { Abilities } from '#core/ways/abilities.ts'
import { type AddressActions, createAddresses } from './addresses.ts'
import { type AskingActions, askingBefore } from './asking.ts'
import { createBringing } from './bringing.ts'
import { type BrushActions, createBrushing } from './brushing.ts'
import { type ComposingActions, createComposing } from './composing.ts'
import { type CuttingActions, createCutting } from './cutting.ts'
import { createEdges, type EdgeActions } from './edges.ts'
import { createHistory, type HistoryActions } from './history.ts'
import { createLanguage, type LanguageActions } from './language.ts'
import { createLooking, type LookingActions } from './looking.ts'
import { createModels, type ModelActions } from './onnxModels.ts'
import { createOrdering, type OrderActions } from './ordering.ts'
import { createPhotos, type Incoming, type PhotoActions } from './photos.ts'
import { createProjects, type ProjectActions } from './projects.ts'
import { createReporting, type ReportActions } from './reporting.ts'
import { createReviewing, type ReviewActions } from './reviewing.ts'
import { createSaving } from './saving.ts'
import type { SavingActions } from './savingActions.ts'
import { createSessions, type SessionActions } from './sessions.ts'
import { createSharing, type SharingActions } from './sharing.ts'
import { createShelfActions, type ShelfActions } from './shelf.ts'
import { type AppStore, createAppStore } from './store.ts'
import { createTemplates, type TemplateActions } from './templates.ts'
import { createThumbnails } from './thumbnails.ts'
import { createUpdating, type UpdateActions } from './updating.ts'
import { createWatching, type WatchActions } from './watching.ts'

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
  zips: ZipOpener
  folders: FolderWatcher
  updates: AppUpdates
  /** The language of the page. */
  language: LanguagePort
  /** What this device is up to, as far as is known by now. */
  abilities(): Abilities
}

/** The whole app without its looks: one store, and the verbs that change it. Parts are handed this, and read the store with `useStore`. */
export interface App {
  store: AppStore
  cutting: CuttingActions
  photos: PhotoActions
  ordering: OrderActions
  /** Goes through what is doubtful. */
  reviewing: ReviewActions
  reporting: ReportActions
  models: ModelActions
  shelf: ShelfActions
  saving: SavingActions
  sharing: SharingActions
  /** The answers to the question that may stand before a download. */
  asking: AskingActions
  edges: EdgeActions
  brushing: BrushActions
  composing: ComposingActions
  templates: TemplateActions
  history: HistoryActions
  sessions: SessionActions
  projects: ProjectActions
  looking: LookingActions
  addresses: AddressActions
  watching: WatchActions
  updates: UpdateActions
  /** Sees to it that the abilities tell what models will cost here. Never fails: what cannot be measured is guessed. */
  measureDevice(): Promise<void>
  /** Takes whatever files a person brings; see `createBringing`. */
  bring(incoming: Incoming[]): void
  language: LanguageActions
}

/** @param store that of the first page, where that was shown before the app was there */
export function createApp(ports: Ports, store: AppStore = createAppStore()): App {
  const {
    engine,
    files,
    pictures,
    shelf: shelfPort,
    sessions: keeper,
    sources,
    memory,
    outbox,
    templates,
    zips,
    folders,
    updates,
    language,
    abilities,
  } = ports
  const learnAbilities = () => store.setState({ abilities: abilities() })
  learnAbilities()
  const cutting = createCutting(store, engine, learnAbilities)
  const photos = createPhotos(store, cutting, files)
  const models = createModels(store, engine, outbox)
  const shelf = createShelfActions(store, shelfPort, { outbox, models, sources, memory })
  const plainSaving = createSaving(store, engine, outbox)
  const { saving, sharing, asking } = askingBefore(store, plainSaving, createSharing(plainSaving, outbox))

  const thumbnails = createThumbnails(store, engine)
  const composing = createComposing(store)

  const sessions = createSessions(store, { keeper, files, cutting, thumbnails })
  const projects = createProjects(store, { keeper, files, outbox, sessions, cutting })
  const takeAll = createBringing(store, { photos, models, shelf, projects, zips })
  const bring = (incoming: Incoming[]) => void takeAll(incoming)

  return {
    store,
    edges: createEdges(store, engine),
    brushing: createBrushing(store, engine),
    composing,
    templates: createTemplates(store, { composing, keeper: templates, outbox }),
    history: createHistory(store, photos),
    sessions,
    projects,
    cutting,
    photos,
    ordering: createOrdering(store),
    reviewing: createReviewing(store, cutting),
    reporting: createReporting(store, outbox),
    models,
    shelf,
    saving,
    sharing,
    asking,
    updates: createUpdating(store, updates, sessions.recording),
    looking: createLooking(store, engine, thumbnails),
    async measureDevice() {
      await engine.measure()
      learnAbilities()
    },
    bring,
    addresses: createAddresses(store, pictures, bring),
    language: createLanguage(store, language),
    watching: createWatching(store, folders, bring),
  }
}
