import type { Outcome } from './outcome.ts'
import type { Reason } from './reasons.ts'

/** What the main thread may ask of the shelf worker, which keeps checkpoints on the device and fetches them. Calls may overlap. */
export interface ShelfWorker {
  /**
   * Must be called first: tells where the app's files lie (with a slash at the end).
   * Gives back the name of a lock that this worker holds for as long as it lives, where the browser has locks.
   */
  start(options: { baseUrl: string }): Promise<string | undefined>
  /** All that is on the device, downloads that stopped on their way included. */
  look(): Promise<Outcome<ShelfContents>>
  /**
   * Fetches a checkpoint, or goes on with one that stopped. Resolves when it is whole and verified, or with null once a person has paused
   * or cancelled it, in whichever tab. A second call for the same checkpoint, in this tab or another, joins the first.
   */
  download(order: DownloadOrder): Promise<Outcome<ShelfItem | null>>
  /** Stops a download, in whichever tab it runs; what has arrived is kept. */
  pause(id: string): Promise<void>
  /** Stops a download, in whichever tab it runs, and forgets what has arrived. */
  cancel(id: string): Promise<Outcome<null>>
  /**
   * Keeps a file that the person has. A file of the catalogue is recognised by its content, whatever it is called.
   * Resolves with null once `stopAdding` was called.
   */
  addFile(file: File, options?: { keepOriginal?: boolean }): Promise<Outcome<ShelfItem | null>>
  /** Stops the file that is being added and forgets what was copied of it; does nothing where none is. */
  stopAdding(): Promise<void>
  /** The file as it lies on the device, for saving it elsewhere; one in half precision says so in its name. Fails with `model-missing`. */
  open(id: string): Promise<Outcome<File>>
  /** Deletes a checkpoint; succeeds where there is none. Fails with `model-in-use`. */
  remove(id: string): Promise<Outcome<null>>
  /** Deletes all that is not in use, and forgets stopped downloads. Fails with `model-in-use` when something had to stay. */
  removeAll(): Promise<Outcome<null>>
  /** Registers the one listener that hears of downloads and changes, of all tabs. */
  onNews(listener: (news: ShelfNews) => void): Promise<void>
}

/** What to fetch and how to know it. */
export interface DownloadOrder {
  /** Id of the catalogue's entry. */
  id: string
  name: string
  kind: ShelfItem['kind']
  /** Name that the file is exported under. */
  file: string
  /** Size and SHA-256 (hexadecimal) where they are known beforehand; otherwise the sources are asked, and what has no known hash is refused. */
  sizeBytes?: number
  sha256?: string
  /** Keep the file as published, even where half the room would do. */
  keepOriginal?: boolean
  /** Tried in this order. */
  sources: readonly DownloadSource[]
}

export interface DownloadSource {
  from: 'own' | 'mirror' | 'hub'
  /** Absolute. */
  url: string
}

/** A checkpoint that is wholly on the device. */
export interface ShelfItem {
  /** The catalogue's id, or `file-` and the first 16 hexadecimal digits of the SHA-256 for one that the catalogue does not know. */
  id: string
  name: string
  kind: 'birefnet' | 'onnx'
  file: string
  /** Of the file as published; `bytesOnDevice` tells what it takes here. */
  sizeBytes: number
  /** SHA-256 of the file as published, in hexadecimal. */
  sha256: string
  from: DownloadSource['from'] | 'file'
  /** How it lies on the device, where that is not the file as published: large tensors in half precision. */
  stored?: { as: 'half'; sizeBytes: number }
  /** The size of network that the file was found to hold (BiRefNet only): Swin-T or Swin-L. */
  backbone?: 'lite' | 'large'
  /** How the weights were found to stack their tiles, where the catalogue does not say and they are clear about it. */
  patchOrder?: 'c-hg-wg' | 'wg-hg-c'
  /** Milliseconds since 1970. */
  keptAt: number
  usedAt: number
}

/** What a checkpoint takes on this device. */
export function bytesOnDevice({ stored, sizeBytes }: Pick<ShelfItem, 'stored' | 'sizeBytes'>): number {
  return stored?.sizeBytes ?? sizeBytes
}

/** Why a download failed, as a person is told: where not a byte has come there is nothing to go on from. */
export function failureReason(reason: Reason, doneBytes: number): Reason {
  return reason === 'download-interrupted' && doneBytes === 0 ? 'download-silent' : reason
}

/** A download on its way, or one that stopped. */
export interface Download {
  id: string
  name: string
  /** What is on the device. */
  doneBytes: number
  totalBytes: number | undefined
  state: DownloadState
}

export type DownloadState =
  | { status: 'starting' }
  | { status: 'running'; bytesPerSecond: number; secondsLeft: number | undefined }
  /** Until the network is back, or until the server may be asked again. */
  | { status: 'waiting'; until: 'online' | 'retry' }
  | { status: 'verifying' }
  /** The right file is written anew in less room. */
  | { status: 'compacting' }
  /** By a person, or else by a closed tab or a crash: then it may go on by itself. */
  | { status: 'paused'; byPerson: boolean }
  | { status: 'failed'; reason: Reason; detail: string }

export interface ShelfContents {
  items: ShelfItem[]
  /** Those that stopped, and those that run in any tab. */
  downloads: Download[]
  storage: ShelfStorage
}

export interface ShelfStorage {
  /** What the shelf takes, stopped downloads included. */
  usedBytes: number
  /** What the browser would still give; undefined where it does not say. */
  freeBytes: number | undefined
  /** Whether the browser has promised not to clear it by itself. */
  isPersisted: boolean
}

export type ShelfNews =
  | { kind: 'download'; download: Download }
  /** A download has ended (whole, or cancelled) and is no longer one. */
  | { kind: 'ended'; id: string }
  /** How much of the file that is being added has been copied, 0 to 1. */
  | { kind: 'adding'; done: number }
  /** Something came to the shelf or left it. */
  | { kind: 'changed' }
  | { kind: 'request'; request: OutsideRequest }

/** One request that left the app's origin, for the list that the page shows. */
export interface OutsideRequest {
  /** Milliseconds since 1970. */
  at: number
  /** Address asked, without its query. */
  url: string
  /** Host that answered in the end, after redirects; absent where none did. */
  answeredBy?: string
  /** HTTP status; absent where there was no answer. */
  status?: number
  /** What it was for. */
  purpose: string
  receivedBytes: number
}
