import { birefnetModels } from '#core/birefnetModel.ts'
import { findEntry } from '#core/catalogue/catalogue.ts'
import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { readMirror } from '#core/catalogue/mirror.ts'
import { downloadOrder, type SourceSettings } from '#core/catalogue/order.ts'
import { builtInModels } from '#core/models.ts'
import type { Failure } from '#core/outcome.ts'
import type { Outbox, Shelf, ShelfMemory } from '#core/ports.ts'
import { say } from '#core/say.ts'
import { type Download, type DownloadOrder, failureReason, type ShelfItem, type ShelfNews } from '#core/shelf.ts'
import type { ShelfSettings } from '#core/shelfSettings.ts'
import type { ModelActions } from './onnxModels.ts'
import { type AddingActions, createArrivals } from './shelfArrivals.ts'
import type { ShelfState } from './shelfState.ts'
import { watchSilence } from './silence.ts'
import { type AppStore, speak } from './store.ts'
import { isTold } from './tellFailure.ts'
import { agreeTo } from './terms.ts'

export interface ShelfActions extends AddingActions {
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
  /** Begins a download anew of which nothing has come. */
  tryAgain(id: string): Promise<void>
  /** Opens the shelf where its sources are set. */
  showSources(): void
  pause(id: string): Promise<void>
  cancel(id: string): Promise<void>
  remove(id: string): Promise<void>
  removeAll(): Promise<void>
  /** Hands the file to the browser's downloads. */
  save(id: string): Promise<void>
  /** Changes what a person has set for models, and remembers it. */
  set(settings: Partial<ShelfSettings>): void
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

  const arrivals = createArrivals({ store, shelf, models, change, look })

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
    const order = orderOf(entry)
    const hosts = [...new Set(order.sources.map(({ url }) => new URL(url).host))]
    const silence = watchSilence(store, entry, hosts)
    const outcome = await shelf.download(order)
    const doneBytes = store.getState().shelf.downloads.find(({ id }) => id === entryId)?.doneBytes ?? 0
    silence.end()
    await look()
    // Whoever was asked what is on the device may have ended, too.
    if (!outcome.ok) change(({ downloads }) => ({ downloads: downloads.map((one) => ended(one, entryId, outcome)) }))
    if (!outcome.ok && failureReason(outcome.reason, doneBytes) === 'download-silent') return silence.tell()
    if (!isTold(store, outcome, entry.name) || outcome.value === null) return
    await arrivals.use(outcome.value)
  }

  return {
    ...arrivals,
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
    tryAgain: async (id) => {
      await shelf.cancel(id)
      await download(id)
    },
    showSources: () => {
      change(() => ({ isSourcesOpen: true }))
      store.setState({ isShelfOpen: true })
    },
    pause: async (id) => void isTold(store, await shelf.pause(id), nameOf(id)),
    cancel: async (id) => {
      isTold(store, await shelf.cancel(id), nameOf(id))
      await look()
    },
    remove: async (id) => {
      const name = nameOf(id)
      if (isTold(store, await shelf.remove(id), name)) speak(store, say('news.model.deleted', { name }))
      await look()
    },
    removeAll: async () => {
      await models.removeAll()
      if (isTold(store, await shelf.removeAll(), say('news.models.all'))) speak(store, say('news.models.deleted'))
      await look()
    },
    save: async (id) => {
      const file = await shelf.open(id)
      if (isTold(store, file, nameOf(id))) outbox.save(file.value, file.value.name)
    },
    set: (part) => {
      change(({ settings }) => ({ settings: { ...settings, ...part } }))
      memory.remember(store.getState().shelf.settings)
    },
  }
}

/** No download goes on that has failed. */
function ended(download: Download, id: string, { reason, detail = '' }: Failure): Download {
  const isOver = download.id !== id || ['failed', 'paused'].includes(download.state.status)
  return isOver ? download : { ...download, state: { status: 'failed', reason, detail } }
}

/** What was set another day. A mirror that this build's policy no longer allows is forgotten. */
function recalled(memory: ShelfMemory, sources: SourceSettings): ShelfSettings {
  const settings = memory.recall()
  const mirror = readMirror(settings.mirrorUrl, sources)
  return { ...settings, mirrorUrl: mirror.ok ? mirror.url : '' }
}
