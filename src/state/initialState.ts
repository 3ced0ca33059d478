import { builtInModels, type Model, type OnnxModel } from '#core/models.ts'
import { type ExportSettings, initialExportSettings } from '#core/settings.ts'
import type { Job } from './job.ts'
import type { Notice } from './notice.ts'
import { emptyShelf, type ShelfState } from './shelfState.ts'

/** How the stage shows the selected photo. */
export type ViewMode = 'compare' | 'cutout' | 'mask'

/** Files on their way out: how many are written of how many. */
export interface Saving {
  what: 'download' | 'copy' | 'zip'
  done: number
  total: number
}

export interface AppState {
  jobs: Job[]
  selectedId: string | undefined
  viewMode: ViewMode
  /** The model that the next cut uses. */
  model: Model
  /** The ONNX models kept on this device. */
  onnxModels: OnnxModel[]
  /** Sizes that were chosen for checkpoints, by the shelf's id. */
  tiers: Readonly<Record<string, number>>
  /** Name of a model file that is being read. */
  addingModel: string | undefined
  /** The downloaded models. */
  shelf: ShelfState
  isShelfOpen: boolean
  exportSettings: ExportSettings
  saving: Saving | undefined
  /** Size of the file written last, for as long as nothing changes that would make it another. */
  written: { photoId: string; bytes: number } | undefined
  notices: Notice[]
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
    jobs: [],
    selectedId: undefined,
    viewMode: 'compare',
    model: builtInModels[0],
    onnxModels: [],
    tiers: {},
    addingModel: undefined,
    shelf: emptyShelf,
    isShelfOpen: false,
    exportSettings: initialExportSettings,
    saving: undefined,
    written: undefined,
    notices: [],
    spoken: '',
    isOnline: true,
    isReadyOffline: false,
    isUpdateReady: false,
    outsideRequests: 0,
    hasLetterKeys: true,
  }
}
