import { birefnetModel, birefnetModels } from '#core/birefnetModel.ts'
import { findEntry } from '#core/catalogue/catalogue.ts'
import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { readMirror } from '#core/catalogue/mirror.ts'
import { downloadOrder, type SourceSettings } from '#core/catalogue/order.ts'
import { bytesInWords } from '#core/figures.ts'
import { builtInModels } from '#core/models.ts'
import type { Outcome } from '#core/outcome.ts'
import type { Outbox, Shelf, ShelfMemory } from '#core/ports.ts'
import { advice } from '#core/reasons.ts'
import type { Download, DownloadOrder, ShelfItem, ShelfNews } from '#core/shelf.ts'
import type { ShelfSettings } from '#core/shelfSettings.ts'
import { newId } from './id.ts'
import type { ModelActions } from './onnxModels.ts'
import type { ShelfState } from './shelfState.ts'
import { type AppStore, addNotice, speak } from './store.ts'
import { agreeTo } from './terms.ts'

export interface ShelfActions {
  /** Where models come from in this build. */
  sources: SourceSettings
  /** What would be fetched for an entry, and from where. */
  orderOf(entry: CatalogueEntry): DownloadOrder
  /** Asks the person whether to download this entry. */
  ask(entryId: string | undefined): void
  /** Asks the device what is on it, and goes on with downloads that a closed tab or a crash stopped. */
  refresh(): Promise<void>
  /** Fetches an entry of the catalogue, or goes on with it. The person has agreed. */
  download(entryId: string): Promise<void>
  pause(id: string): Promise<void>
  cancel(id: string): Promise<void>
  remove(id: string): Promise<void>
  removeAll(): Promise<void>
  /** Hands the file to the browser's downloads. */
  save(id: string): Promise<void>
  /** Changes what a person has set for models, and remembers it. */
  set(settings: Partial<ShelfSettings>): void
  /** Copies checkpoint files to the shelf. */
  addFiles(files: File[]): Promise<void>
  /** Stops copying, and takes no more of the files that were to be copied. */
  stopAdding(): void
}

export interface ShelfNeeds {
  outbox: Outbox
  models: ModelActions
  sources: SourceSettings
  memory: ShelfMemory
}

const rememberedRequests = 200

export function createShelfActions(
  store: AppStore,
  shelf: Shelf,
  { outbox, models, sources, memory }: ShelfNeeds,
): ShelfActions {
  const change = (part: (state: ShelfState) => Partial<ShelfState>) =>
    store.setState((state) => ({ shelf: { ...state.shelf, ...part(state.shelf) } }))
  const others = (downloads: Download[], id: string) => downloads.filter((download) => download.id !== id)
  const nameOf = (id: string) =>
    findEntry(id)?.name ?? store.getState().shelf.items.find((item) => item.id === id)?.name ?? id

  function tellFailure(outcome: Outcome<unknown>, subject: string): boolean {
    if (!outcome.ok) {
      const { reason, detail } = outcome
      const notice = { kind: 'failure', id: newId(), reason, subject } as const
      addNotice(store, detail === undefined ? notice : { ...notice, detail })
      speak(store, `${subject}: ${advice[outcome.reason].what}`)
    }
    return outcome.ok
  }

  async function look(): Promise<void> {
    const outcome = await shelf.look()
    // A browser that keeps no files keeps no models: that is said when one is wanted.
    if (!outcome.ok) return
    const { items, downloads, storage } = outcome.value
    const { model, shelf: before } = store.getState()
    change(() => ({ items, downloads, storage }))
    const has = (all: readonly ShelfItem[]) => all.some(({ id }) => id === model.id)
    // Deleted here or in another tab.
    if (has(before.items) && !has(items)) store.setState({ model: builtInModels[0], hasChosenModel: false })
    preferKept()
  }

  /** A checkpoint that is here is better than what is built in, unless the person wants that. */
  function preferKept(): void {
    const state = store.getState()
    const { model, hasChosenModel, shelf: now, tiers } = state
    const [best] = birefnetModels(now.items, tiers, state)
    if (!hasChosenModel && model.kind === 'auto' && best !== undefined) store.setState({ model: best })
  }

  change(() => ({ settings: recalled(memory, sources) }))

  shelf.watch((news: ShelfNews) => {
    switch (news.kind) {
      case 'download':
        return change(({ downloads }) => ({ downloads: [...others(downloads, news.download.id), news.download] }))
      case 'ended':
        return change(({ downloads }) => ({ downloads: others(downloads, news.id) }))
      case 'request':
        return change(({ requests }) => ({ requests: [news.request, ...requests].slice(0, rememberedRequests) }))
      case 'adding':
        return change(({ addingFile }) => ({ addingFile: addingFile && { ...addingFile, done: news.done } }))
      case 'changed':
        return void look()
    }
  })

  function orderOf(entry: CatalogueEntry): DownloadOrder {
    const { keepOriginal, mirrorUrl } = store.getState().shelf.settings
    const settings = mirrorUrl === '' ? sources : { ...sources, personMirrorUrl: mirrorUrl }
    return { ...downloadOrder(entry, settings), ...(keepOriginal ? { keepOriginal } : {}) }
  }

  async function download(entryId: string): Promise<void> {
    const entry = findEntry(entryId)
    if (entry === undefined) return
    if (entry.licence.isNonCommercial) agreeTo(store, entry.licence.url)
    void shelf.persist()
    const outcome = await shelf.download(orderOf(entry))
    await look()
    if (!tellFailure(outcome, entry.name) || !outcome.ok || outcome.value === null) return
    await use(outcome.value)
  }

  /** Makes what has come to the shelf the chosen model. */
  async function use(item: ShelfItem): Promise<void> {
    if (item.kind === 'onnx') return await moveToModels(item)
    const state = store.getState()
    const model = birefnetModel(item, state.tiers[item.id], state)
    models.choose(model)
    const size = item.stored && ` Kept as ${bytesInWords(item.stored.sizeBytes)} (half precision).`
    addNotice(store, { kind: 'model-ready', id: newId(), text: `${item.name} is ready.${size ?? ''}`, model })
    speak(store, `${item.name} is kept on this device and chosen`)
  }

  /** Plain graphs are kept, described and run like those that a person brings along. */
  async function moveToModels(item: ShelfItem): Promise<void> {
    const file = await shelf.open(item.id)
    if (!tellFailure(file, item.name) || !file.ok) return
    await models.addFiles([new File([file.value], `${item.name}.onnx`)])
    const family = findEntry(item.id)?.normalisation
    const added = store.getState().onnxModels.find(({ id }) => id === onnxIdOf(item.sha256))
    if (added === undefined) return
    if (family !== undefined && added.family !== family) await models.correct(added.id, family)
    await shelf.remove(item.id)
  }

  return {
    sources,
    orderOf,
    ask: (askedId) => change(() => ({ askedId })),
    refresh: async () => {
      await look()
      const stopped = store
        .getState()
        .shelf.downloads.filter(({ state }) => state.status === 'paused' && !state.byPerson)
      for (const { id } of stopped) void download(id)
    },
    download,
    pause: async (id) => void tellFailure(await shelf.pause(id), nameOf(id)),
    cancel: async (id) => {
      tellFailure(await shelf.cancel(id), nameOf(id))
      await look()
    },
    remove: async (id) => {
      const name = nameOf(id)
      if (tellFailure(await shelf.remove(id), name)) speak(store, `${name} is deleted from this device`)
      await look()
    },
    removeAll: async () => {
      await models.removeAll()
      if (tellFailure(await shelf.removeAll(), 'All models')) speak(store, 'All models are deleted from this device')
      await look()
    },
    save: async (id) => {
      const file = await shelf.open(id)
      if (tellFailure(file, nameOf(id)) && file.ok) outbox.save(file.value, file.value.name)
    },
    set: (part) => {
      change(({ settings }) => ({ settings: { ...settings, ...part } }))
      memory.remember(store.getState().shelf.settings)
    },
    addFiles: async (files) => {
      void shelf.persist()
      for (const file of files) {
        change(() => ({ addingFile: { name: file.name, done: 0 } }))
        const { keepOriginal } = store.getState().shelf.settings
        const outcome = await shelf.addFile(file, { keepOriginal })
        change(() => ({ addingFile: undefined }))
        if (!tellFailure(outcome, file.name) || !outcome.ok) continue
        if (outcome.value === null) {
          speak(store, `${file.name} was not added`)
          break
        }
        await use(outcome.value)
      }
      await look()
    },
    stopAdding: () => void shelf.stopAdding(),
  }
}

/** What was set another day. A mirror that this build's policy no longer allows is forgotten. */
function recalled(memory: ShelfMemory, sources: SourceSettings): ShelfSettings {
  const settings = memory.recall()
  const mirror = readMirror(settings.mirrorUrl, sources)
  return { ...settings, mirrorUrl: mirror.ok ? mirror.url : '' }
}

/** The id under which a plain graph of this SHA-256 is kept. */
export function onnxIdOf(sha256: string): string {
  return `onnx-${sha256.slice(0, 16)}`
}
