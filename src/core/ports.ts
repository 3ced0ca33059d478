import type { Cut, CutRequest } from './cut.ts'
import type { FolderOut, NamedFile } from './folders.ts'
import type { Hinted, HintRequest } from './hints.ts'
import type { LanguageCode } from './languages.ts'
import type {
  ComposedView,
  ComposeRequest,
  Preview,
  PreviewRequest,
  Retouched,
  RetouchRequest,
  View,
  ViewRequest,
} from './look.ts'
import type { FamilyId, OnnxModel } from './models.ts'
import type { Outcome } from './outcome.ts'
import type { Progress } from './progress.ts'
import type { Resumed, SessionNews, SessionWorker } from './sessions/sessionWorker.ts'
import type { ShelfNews, ShelfWorker } from './shelf.ts'
import type { ShelfSettings } from './shelfSettings.ts'
import type { Template } from './templates/template.ts'
import type { RunsOn } from './ways/way.ts'
import type { Encoded, EncodeRequest, Refined, RefineRequest } from './write.ts'

/**
 * What the state knows of the worker side: named calls, each with an `AbortSignal`.
 * An aborted call rejects with an `AbortError`; a worker that dies ends its calls with the reason `worker-died`.
 */
export interface Engine {
  /** Makes the built-in network ready for the next photo. It may fail unheard: the photo's own cut tries again. */
  warm(runsOn: RunsOn): Promise<Outcome<null>>
  /** Learns how quick this processor is, in some tenths of a second, where that is not known; what is known then tells what models will cost. */
  measure(): Promise<Outcome<null>>
  /** Waits for its turn in the queue, then cuts; a BiRefNet or the built-in network in the best way that works, which the cut tells with the reasons. `onStart` is called when the turn comes, `onProgress` from then on. */
  cut(request: CutRequest, options: CutOptions): Promise<Outcome<Cut>>
  view(request: ViewRequest, signal: AbortSignal): Promise<Outcome<View>>
  /** Like `view`, for a photo that has no mask yet. An aborted preview that already runs is finished and closed unseen. */
  preview(request: PreviewRequest, signal: AbortSignal): Promise<Outcome<Preview>>
  /** Like `view`, with the cutout alone. */
  retouch(request: RetouchRequest, signal: AbortSignal): Promise<Outcome<Retouched>>
  /** Like `retouch`: the cutout on its canvas, with all that lies behind it. */
  compose(request: ComposeRequest, signal: AbortSignal): Promise<Outcome<ComposedView>>
  encode(
    request: EncodeRequest,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<Outcome<Encoded>>
  refine(
    request: RefineRequest,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<Outcome<Refined>>
  /**
   * Works out what the smart strokes of a cutout mean, and gives the answers to all of them. Other calls do so by themselves for strokes that have none; a picture
   * to look at goes without those that cannot be worked out, a file is not written.
   */
  hint(request: HintRequest, signal: AbortSignal): Promise<Outcome<Hinted>>
  addModel(file: File, parts: readonly File[], signal: AbortSignal): Promise<Outcome<OnnxModel>>
  listModels(signal: AbortSignal): Promise<Outcome<OnnxModel[]>>
  correctModel(id: string, family: FamilyId, signal: AbortSignal): Promise<Outcome<OnnxModel>>
  openModel(id: string, signal: AbortSignal): Promise<Outcome<File>>
  removeModel(id: string, signal: AbortSignal): Promise<Outcome<null>>
}

/** What the state knows of pictures at addresses of the web. */
export interface PictureFetcher {
  /** Asks the address for its picture. The person has agreed. Fails with `address-refused`, `address-no-picture` or `runtime-missing`. */
  fetch(address: string): Promise<Outcome<FetchedPicture>>
}

export interface FetchedPicture {
  file: Blob
  /** HTTP status, and the host that answered in the end, after redirects. */
  status: number
  answeredBy: string
}

/** What the state knows of ZIP files that a person brings. */
export interface ZipOpener {
  /** The photos in it, one after the other; a failure ends them. */
  photos(file: Blob): AsyncIterable<Outcome<ZippedPhoto>>
}

export interface ZippedPhoto {
  file: File
  /** Where it lay within the ZIP: `tree/blue`. */
  folder?: string
}

/** What the state knows of the files that a person brings. */
export interface FileKeeper {
  /** Sees to it that these can be read for as long as somebody holds them, whatever becomes of them where they lie. */
  take(files: readonly Blob[]): void
  /** What a file holds, whatever becomes of it where it lies. Fails with `file-gone` where it went before it was read. */
  content(file: Blob): Promise<Outcome<Blob>>
  /** Learns that these stay what they are as long as the page wants them: nothing has to be copied. */
  trust(files: readonly Blob[]): void
}

/** What the state knows of the place where sessions are kept. A worker that dies ends its calls with the reason `worker-died`. */
export interface SessionKeeper extends Omit<SessionWorker, 'start' | 'onNews' | 'resume' | 'pictureText' | 'pictures'> {
  /** Is there any session on this device? Quick; starts no worker. */
  hasAny(): Promise<boolean>
  /** Opens the session that this tab had before it was reloaded, or else the one that was used last. */
  resume(): Promise<Outcome<Resumed>>
  /** A bitmap, which stays whose it is, as text; fails where it cannot be written. */
  pictureText(bitmap: ImageBitmap): Promise<Outcome<string>>
  /** Bitmaps of such texts, owned (and closed) by the receiver. */
  pictures(texts: readonly string[]): Promise<Outcome<(ImageBitmap | undefined)[]>>
  /** Stands for a bitmap that is still to come. */
  closedBitmap(): ImageBitmap
  /** Registers the one listener that hears what other tabs do. */
  watch(listener: (news: SessionNews) => void): void
}

export interface CutOptions {
  signal: AbortSignal
  onStart(): void
  onProgress(progress: Progress): void
}

/** What the state knows of the browser: the ways a file leaves the page. */
export interface Outbox {
  /** Hands the file to the browser's downloads under this name. */
  save(blob: Blob, name: string): void
  /** Puts a PNG on the clipboard. The promise may be given before the picture is ready, as Safari demands. */
  copy(png: Promise<Blob>): Promise<Outcome<null>>
  /** Can a picture be given to other programs by the system's share sheet? */
  canShare(): boolean
  /** Opens the share sheet; tells whether the file was taken. Fails with `share-refused` where the person's click lies too far back. */
  share(file: NamedFile): Promise<Outcome<boolean>>
  /** Packs files, which have different names, into one ZIP; each is asked for when its turn comes. */
  zip(files: AsyncIterable<NamedFile>): Promise<Blob>
  /** The same for as many files as there are: into ZIPs that every computer opens, of 2 GB at most, each given as soon as it is whole. */
  zips(files: AsyncIterable<NamedFile>): AsyncIterable<Outcome<ZipPart>>
  /** Can the person choose a folder to be written into? */
  readonly takesFolders: boolean
  /** Lets the person choose one; `undefined` where they choose none. Must be called while a press is being handled. */
  chooseFolder(): Promise<Outcome<FolderOut | undefined>>
}

/** One ZIP of perhaps several. */
export interface ZipPart {
  blob: Blob
  isLast: boolean
}

/** What the service worker tells: that everything needed offline is kept, that a new version waits for consent, or that one did not arrive whole. */
export type UpdateNews = 'offline-ready' | 'update-ready' | 'update-broken'

/** What the state knows of new versions of the app. */
export interface AppUpdates {
  /** Calls the listener now, if there is news already, and whenever there is. */
  watchUpdates(listener: (news: UpdateNews) => void): void
  /** Puts the waiting version in force and reloads the page. */
  applyUpdate(): void
}

/** What the state knows of the shelf of downloaded models. A worker that dies ends its calls with the reason `worker-died`. */
export interface Shelf extends Omit<ShelfWorker, 'start' | 'onNews' | 'pause' | 'stopAdding'> {
  pause(id: string): Promise<Outcome<null>>
  stopAdding(): Promise<Outcome<null>>
  /** Registers the one listener that hears of downloads and changes, of all tabs. */
  watch(listener: (news: ShelfNews) => void): void
  /** Asks the browser not to clear the models by itself; false where it does not promise that. */
  persist(): Promise<boolean>
}

/** Keeps a person's own templates on the device. */
export interface TemplateKeeper {
  /** Those that were kept, as far as they can be understood. Rejects where the code that understands them cannot be had. */
  recall(): Promise<Template[]>
  /** Keeps them where the browser allows it. Never throws. */
  keep(templates: readonly Template[]): void
}

/** What the state knows of the browser's memory for what a person has set for models. */
export interface ShelfMemory {
  recall(): ShelfSettings
  remember(settings: ShelfSettings): void
}

/** The language of the page. */
export interface LanguagePort {
  /** The language that words are said in now. */
  readonly spoken: LanguageCode
  /** Goes on in another one, now and at the next visit. False where its words cannot be had. */
  choose(language: LanguageCode): Promise<boolean>
}
