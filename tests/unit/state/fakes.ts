import type { Cut, CutRequest } from '#core/cut.ts'
import type { NamedFile, WatchedFolder } from '#core/folders.ts'
import type { Hinted, HintRequest } from '#core/hints.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type {
  AppUpdates,
  CutOptions,
  Engine,
  FetchedPicture,
  Outbox,
  SessionKeeper,
  ShelfMemory,
  UpdateNews,
  ZipOpener,
} from '#core/ports.ts'
import type { Progress } from '#core/progress.ts'
import type { FileSettings } from '#core/settings.ts'
import type { Template } from '#core/templates/template.ts'
import { unknownAbilities } from '#core/ways/abilities.ts'
import type { Encoded, EncodeRequest, Refined, RefineRequest } from '#core/write.ts'
import { type App, createApp } from '#state/app.ts'
import { fakeFiles, fakeSessions } from '#tests/fixtures/fakeSessions.ts'
import { fakeMemory, fakeShelf, fakeSources } from '#tests/fixtures/fakeShelf.ts'
import { ownModel } from '#tests/fixtures/ownModel.ts'

/** A cut that the engine was asked for and that the test settles. */
export interface Asked {
  name: string
  model: string
  request: CutRequest
  options: CutOptions
  finish(outcome?: Outcome<Cut>): void
  crash(error: Error): void
}

/** A refinement that the engine was asked for and that the test settles. */
export interface Refining {
  request: RefineRequest
  onProgress(progress: Progress): void
  finish(outcome: Outcome<Refined>): void
}

export function cutOf(modelId: string, onClose = () => {}): Cut {
  return {
    size: { width: 30, height: 20 },
    type: 'image/png',
    notes: [],
    colourSpace: 'srgb',
    hasCameraData: false,
    mask: { id: `mask of ${modelId}`, size: { width: 30, height: 20 }, packed: new Blob() },
    // Node has no ImageBitmap; the state only ever closes it.
    thumbnail: { width: 3, height: 2, close: onClose } as ImageBitmap,
    madeWith: {
      model: { id: modelId, name: modelId },
      backend: 'wasm',
      threads: 2,
      stageMs: { load: 0, decode: 0, prepare: 0, run: 1, upsample: 0, finish: 0 },
      totalMs: 1,
      heapBytes: 0,
    },
  }
}

/** An app over an engine whose cuts the test settles by hand, and an outbox that remembers. */
export function fakeApp(memory: ShelfMemory = fakeMemory(), sessions: SessionKeeper = fakeSessions()) {
  const asked: Asked[] = []
  const saved: { name: string; text: Promise<string> }[] = []
  const zipped: string[][] = []
  const inFolder: string[] = []
  /** The same, with what they hold. */
  const zips: NamedFile[][] = []
  const taken: Blob[] = []
  /** What the person chooses to be watched, one after the other. */
  const folders: WatchedFolder[] = []
  const keptTemplates: string[][] = []
  const earlierTemplates: Template[] = []
  const fetched = new Map<string, Outcome<FetchedPicture>>()
  const refining: Refining[] = []
  let tell: (news: UpdateNews) => void = () => {}
  let encodes = 0
  const encoded: FileSettings[] = []
  /** How many strokes lay on each cutout that was written. */
  const painted: number[] = []
  /** What was made of each cutout that was written. */
  const composed: EncodeRequest['composition'][] = []

  /** Masks whose cutouts were made once more, with other edges or for the filmstrip. */
  const retouched: string[] = []
  /** The hints that were asked about, and what is answered to the next ones. */
  const hinted: HintRequest[] = []
  const hints: Outcome<Hinted>[] = []

  const engine: Engine = {
    cut: (request, options) =>
      new Promise((resolve, reject) => {
        const { file, model } = request
        options.onStart()
        options.signal.addEventListener('abort', () => reject(options.signal.reason))
        const name = file instanceof File ? file.name : ''
        const finish = (outcome: Outcome<Cut> = success(cutOf(model.id))) => resolve(outcome)
        asked.push({ name, model: model.id, request, options, finish, crash: reject })
      }),
    warm: async () => success(null),
    measure: async () => success(null),
    view: async () => failure('damaged'),
    retouch: async ({ mask }) => {
      retouched.push(mask.id)
      return failure('damaged')
    },
    compose: async () => failure('damaged'),
    refine: (request, signal, onProgress) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        refining.push({ request, onProgress, finish: resolve })
      }),
    preview: async () => failure('damaged'),
    hint: async (request) => {
      hinted.push(request)
      return hints.shift() ?? success({ answers: {} })
    },
    encode: async ({ settings, strokes = [], composition }): Promise<Outcome<Encoded>> => {
      encodes += 1
      painted.push(strokes.length)
      composed.push(composition)
      encoded.push(settings)
      if (settings.backdrop.kind === 'colour' && settings.backdrop.colour === '#bad000') return failure('cannot-encode')
      const stageMs = { open: 0, edges: 0, colours: 0, compose: 0, encode: 1 }
      return success({ blob: new Blob([JSON.stringify(settings)]), size: { width: 30, height: 20 }, stageMs })
    },
    addModel: async (file, _, signal) => {
      if (file.name.startsWith('slow')) return await refusedBy(signal)
      if (file.name.startsWith('bad')) return failure('model-unreadable')
      return success(
        file.name.startsWith('rmbg') ? { ...ownModel, id: 'onnx-2', name: 'rmbg', family: 'rmbg-1.4' } : ownModel,
      )
    },
    listModels: async () => success([ownModel]),
    correctModel: async (_, family) => success({ ...ownModel, family }),
    openModel: async (id) => success(new File(['graph'], `${id}.onnx`)),
    removeModel: async () => success(null),
  }
  const shared: string[] = []
  const shareAnswers: Outcome<boolean>[] = []
  const outbox: Outbox = {
    save: (blob, name) => saved.push({ name, text: blob.text() }),
    copy: async (png) => {
      await png
      return success(null)
    },
    takesFolders: true,
    chooseFolder: async () =>
      success({
        name: 'out',
        write: async ({ name }) => {
          if (name.startsWith('full')) return failure('disk-full')
          inFolder.push(name)
          return success(null)
        },
      }),
    async *zips(files) {
      yield success({ blob: await this.zip(files), isLast: true })
    },
    canShare: () => true,
    share: async (file) => {
      shared.push(file.name)
      return shareAnswers.shift() ?? success(true)
    },
    async zip(files) {
      const packed: NamedFile[] = []
      for await (const file of files) packed.push(file)
      zips.push(packed)
      const names = packed.map(({ name }) => name)
      zipped.push(names)
      return new Blob(names)
    },
  }
  const zipOpener: ZipOpener = {
    async *photos(file) {
      const names = (await file.text()).split(' ')
      for (const name of names)
        yield name === 'damage' ? failure('zip-damaged') : success({ file: new File([], name), folder: 'blue' })
    },
  }
  const updates: AppUpdates = {
    watchUpdates: (listener) => {
      tell = listener
    },
    applyUpdate() {},
  }
  const shelf = fakeShelf()
  const app = createApp({
    engine,
    pictures: { fetch: async (address) => fetched.get(address) ?? failure('address-refused') },
    files: { ...fakeFiles, take: (files) => void taken.push(...files) },
    sessions,
    shelf: shelf.shelf,
    sources: fakeSources,
    memory,
    templates: {
      recall: async () => earlierTemplates,
      keep: (all) => void keptTemplates.push(all.map(({ name }) => name)),
    },
    zips: zipOpener,
    folders: { isPossible: true, choose: async () => success(folders.shift()), recall: async () => folders.shift() },
    outbox,
    updates,
    language: { spoken: 'en', choose: async (code) => code !== 'ja' },
    abilities: () => unknownAbilities,
  })
  const news = (what: UpdateNews) => tell(what)
  return {
    app,
    taken,
    folders,
    keptTemplates,
    earlierTemplates,
    fetched,
    asked,
    refining,
    shelf,
    memory,
    saved,
    zipped,
    inFolder,
    zips,
    news,
    encoded,
    shared,
    shareAnswers,
    painted,
    composed,
    retouched,
    hinted,
    hints,
    encodes: () => encodes,
  }
}

export function bring(app: App, ...names: string[]): void {
  app.bring(names.map((name) => ({ name, file: new File(['x'], name) })))
}

/** An app with two photos that are cut. */
export async function twoCutPhotos() {
  const fake = fakeApp()
  const { app, asked } = fake
  bring(app, 'a.jpg', 'b.jpg')
  for (const index of [0, 1]) {
    asked[index]?.finish()
    await settle()
  }
  return { ...fake, a: idOf(app, 'a.jpg'), b: idOf(app, 'b.jpg') }
}

/** Lets all promises that are ready settle. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
}

export function statuses(app: App): string[] {
  return app.store.getState().jobs.map(({ photo, status }) => `${photo.name} ${status}`)
}

export function idOf(app: App, name: string): string {
  return app.store.getState().jobs.find(({ photo }) => photo.name === name)?.photo.id ?? 'none'
}

/** A call that goes on until it is stopped. */
function refusedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}
