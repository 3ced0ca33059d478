import type { Outcome } from './outcome.ts'

/** A folder on the person's disk. */
export interface FolderOut {
  name: string
  /** Writes the whole file or nothing; its name may lead through folders, which are made. What lies there already stays. */
  write(file: NamedFile): Promise<Outcome<null>>
}

/** What the state knows of folders that are looked into again and again. */
export interface FolderWatcher {
  readonly isPossible: boolean
  /** Lets the person choose one; `undefined` where they choose none. Must be called while a press is being handled. */
  choose(): Promise<Outcome<WatchedFolder | undefined>>
  /** The folder that was watched when the page was left or loaded anew, if there is one: what came into it since is new. */
  recall(): Promise<WatchedFolder | undefined>
}

export interface WatchedFolder {
  name: string
  /** How many photos were in it when it was chosen. */
  there: number
  /** May it be read without asking the person once more? */
  isAllowed: boolean
  /** Asks them; false where they refuse. Must be called while a press is being handled. */
  allow(): Promise<boolean>
  /** Is not to be watched any more, also after the page is loaded anew. */
  forget(): void
  /** Those, as far as they can be read still. */
  photosThere(): Promise<FolderPhoto[]>
  /** Tells of photos that were not there before, each once it is written whole. Ends when the signal is aborted, or with `folder-gone`. */
  watch(onPhotos: (photos: FolderPhoto[]) => void, signal: AbortSignal): Promise<Outcome<null>>
}

export interface FolderPhoto {
  name: string
  file: File
  /** Where it lay, from the folder that was chosen on: `tree/blue`. */
  folder: string
}

/** A file on its way out. */
export interface NamedFile {
  name: string
  blob: Blob
}
