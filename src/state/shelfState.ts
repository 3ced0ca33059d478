import type { Download, OutsideRequest, ShelfItem, ShelfStorage } from '#core/shelf.ts'

/** What is known of the shelf of downloaded models. */
export interface ShelfState {
  items: ShelfItem[]
  downloads: Download[]
  storage: ShelfStorage | undefined
  /** Requests that left the app's origin, newest first. */
  requests: OutsideRequest[]
  /** Name of a file that is being copied to the shelf. */
  addingFile: string | undefined
}

export const emptyShelf: ShelfState = {
  items: [],
  downloads: [],
  storage: undefined,
  requests: [],
  addingFile: undefined,
}
