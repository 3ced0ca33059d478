import type { Licence } from '#core/catalogue/entry.ts'
import { type CompositionSettings, initialComposition } from '#core/compositionSettings.ts'
import { initialEdges, initialRefine, type RefineSettings } from '#core/edges.ts'
import type { Size } from '#core/geometry.ts'
import type { LanguageCode } from '#core/languages.ts'
import type { EdgeFacts } from '#core/look.ts'
import { builtInModels, type Model, type OnnxModel } from '#core/models.ts'
import type { ViewMode } from '#core/preferences.ts'
import type { Progress, WriteStage } from '#core/progress.ts'
import { type ExportSettings, initialExportSettings } from '#core/settings.ts'
import { initialBrush } from '#core/strokes.ts'
import { initialSurface, type Surface } from '#core/surface.ts'
import type { Template } from '#core/templates/template.ts'
import { type Abilities, unknownAbilities } from '#core/ways/abilities.ts'
import type { RunsOn } from '#core/ways/way.ts'
import type { Asking } from './askingState.ts'
import type { BrushInHand, Strokes } from './brushState.ts'
import type { Scope, SubjectSeen } from './composingState.ts'
import type { EdgesState } from './edgesState.ts'
import { emptyHistory, type History } from './historySteps.ts'
import type { Job } from './job.ts'
import type { Notice } from './notice.ts'
import type { PerPhoto } from './perPhoto.ts'
import { noSession, type SessionState } from './sessionState.ts'
import { emptyShelf, type ShelfState } from './shelfState.ts'
import type { Watching } from './watchingState.ts'

/** Files on their way out: how many are written of how many. */
export interface Saving {
  what: 'download' | 'copy' | 'zip' | 'folder'
  done: number
  total: number
  /** How far the file that is being written has come. */
  progress?: Progress
}

/** The file that was written last: its size, and how long its parts took. */
export interface Written {
  photoId: string
  bytes: number
  size: Size
  /** The quality that was left where the file had to be made smaller. */
  quality?: number
  stageMs: Record<WriteStage, number>
}

export interface AppState {
  /** The language that the page is shown in. */
  language: LanguageCode
  jobs: Job[]
  selectedId: string | undefined
  viewMode: ViewMode
  /** What cutouts lie on while they are looked at. */
  surface: Surface
  /** The model that the next cut uses. */
  model: Model
  /** Whether the person has chosen the model; until then a finer one takes the place of the built-in one as soon as it is there. */
  hasChosenModel: boolean
  /** Addresses of the licences that the person has agreed to, once for each. */
  agreedTerms: readonly string[]
  /** A model that is to be chosen as soon as the person agrees to its licence. */
  termsAsked: { model: Model; licence: Licence } | undefined
  /** The ONNX models kept on this device. */
  onnxModels: OnnxModel[]
  /** Sizes that were chosen for checkpoints, by the shelf's id. */
  tiers: Readonly<Record<string, number>>
  /** What BiRefNets are to run on. */
  runsOn: RunsOn
  /** Whether larger networks look at the subject's part of the photo only, where that is small. */
  looksAtSubject: boolean
  /** What this device is up to, as far as it is known. */
  abilities: Abilities
  /** Name of a model file that is being read. */
  addingModel: string | undefined
  /** The downloaded models. */
  shelf: ShelfState
  isShelfOpen: boolean
  /** What is kept for the next visit. */
  session: SessionState
  exportSettings: ExportSettings
  edges: EdgesState
  /** What was painted on the cutouts by hand. It outlives other edges and new cuts. */
  strokes: Strokes
  brush: BrushInHand
  /** Is the brush in the hand, so that whoever drags on the picture paints? */
  isBrushing: boolean
  /** How many smart strokes are being looked into. */
  hinting: number
  /** What is made of the cutouts after their edges are done. */
  compositions: PerPhoto<CompositionSettings>
  /** Photos that are cut before others that wait, in this order. */
  urgent: readonly string[]
  /** Are all photos shown beside each other, and not one of them large? */
  isOverview: boolean
  /** Does each doubtful photo that is settled make room for the next one? */
  isReviewing: boolean
  /** Do photos that wait keep waiting until the person lets the work go on? */
  isPaused: boolean
  /** Which photos the next choice of a background is for. */
  compositionScope: Scope
  /** The person's own templates, oldest first. */
  templates: readonly Template[]
  /** What the mask of a photo offers for setting its edges, as it was seen last. */
  edgeFacts: { photoId: string; facts: EdgeFacts } | undefined
  /** Where the subject of a photo stands on its canvas, as it was seen last, and how large that is. */
  subjectSeen: SubjectSeen | undefined
  /** Do clicks on the picture pick objects? */
  isPicking: boolean
  /** What alpha matting takes for sure. */
  refineSettings: RefineSettings
  /** The photo whose edge is being refined, and the share that is done. */
  refining: { photoId: string; done: number } | undefined
  history: History
  /** The folder whose new photos are brought as they appear. */
  watching: Watching | undefined
  saving: Saving | undefined
  /** What a person is to decide before files are written. */
  asking: Asking | undefined
  /** The file written last, for as long as nothing changes that would make it another. */
  written: Written | undefined
  /** What of each photo's cutout was downloaded last, by the photo's id; see `unsaved.ts`. */
  saved: Readonly<Record<string, string>>
  /** Addresses of pictures that the person is asked about. */
  askedAddresses: readonly string[]
  notices: Notice[]
  /** Were files brought before the app behind the first page was there to take them? */
  isBringing: boolean
  /** The sentence that screen readers are told next. */
  spoken: string
  isOnline: boolean
  isReadyOffline: boolean
  isUpdateReady: boolean
  /** Requests of this page that left its origin. */
  outsideRequests: number
  /** Do single letters work as shortcuts? */
  hasLetterKeys: boolean
}

export function initialState(): AppState {
  return {
    language: 'en',
    jobs: [],
    selectedId: undefined,
    viewMode: 'compare',
    surface: initialSurface,
    model: builtInModels[0],
    hasChosenModel: false,
    agreedTerms: [],
    termsAsked: undefined,
    onnxModels: [],
    tiers: {},
    runsOn: 'auto',
    looksAtSubject: true,
    abilities: unknownAbilities,
    addingModel: undefined,
    shelf: emptyShelf,
    isShelfOpen: false,
    session: noSession,
    exportSettings: initialExportSettings,
    edges: { usual: initialEdges, own: {} },
    strokes: {},
    brush: { ...initialBrush, size: undefined, look: 'veil' },
    isBrushing: false,
    hinting: 0,
    compositions: { usual: initialComposition, own: {} },
    urgent: [],
    isOverview: false,
    isReviewing: false,
    isPaused: false,
    compositionScope: 'all',
    templates: [],
    edgeFacts: undefined,
    subjectSeen: undefined,
    isPicking: false,
    refineSettings: initialRefine,
    refining: undefined,
    history: emptyHistory,
    watching: undefined,
    saving: undefined,
    asking: undefined,
    written: undefined,
    saved: {},
    askedAddresses: [],
    notices: [],
    isBringing: false,
    spoken: '',
    isOnline: true,
    isReadyOffline: false,
    isUpdateReady: false,
    outsideRequests: 0,
    hasLetterKeys: true,
  }
}
