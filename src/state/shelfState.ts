import type { Download, OutsideRequest, ShelfItem, ShelfStorage } from '#core/shelf.ts'
import { type ShelfSettings, usualShelfSettings } from '#core/shelfSettings.ts'

/** What is known of the shelf of downloaded models. */
export interface ShelfState {
  items: ShelfItem[]
  downloads: Download[]
  storage: ShelfStorage | undefined
  /** Requests that left the app's origin, newest first. */
  requests: OutsideRequest[]
  /** A file that is being copied to the shelf, and the share that is. */
  addingFile: { name: string; done: number } | undefined
  settings: ShelfSettings
  /** The entry whose download a person is asked about, without the whole shelf. */
  askedId: string | undefined
  /** Whether the shelf opens where its sources are set. */
  isSourcesOpen: boolean
}

export const emptyShelf: ShelfState = {
  items: [],
  downloads: [],
  storage: undefined,
  requests: [],
  addingFile: undefined,
  settings: usualShelfSettings,
  askedId: undefined,
  isSourcesOpen: false,
}
