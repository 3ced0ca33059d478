import { birefnetModel } from '#core/birefnetModel.ts'
import { findEntry } from '#core/catalogue/catalogue.ts'
import { bytesInWords } from '#core/figures.ts'
import type { Shelf } from '#core/ports.ts'
import { say } from '#core/say.ts'
import type { ShelfItem } from '#core/shelf.ts'
import { newId } from './id.ts'
import type { ModelActions } from './onnxModels.ts'
import type { ShelfState } from './shelfState.ts'
import { type AppStore, addNotice, speak } from './store.ts'
import { isTold } from './tellFailure.ts'

export interface AddingActions {
  /** Copies checkpoint files to the shelf. */
  addFiles(files: File[]): Promise<void>
  /** Stops copying, and takes no more of the files that were to be copied. */
  stopAdding(): void
}

interface Needs {
  store: AppStore
  shelf: Shelf
  models: ModelActions
  change(part: (state: ShelfState) => Partial<ShelfState>): void
  look(): Promise<void>
}

/** What happens with a model that has come, by a download or as a file. */
export function createArrivals({ store, shelf, models, change, look }: Needs) {
  /** Makes what has come to the shelf the chosen model. */
  async function use(item: ShelfItem): Promise<void> {
    // What is on the device may not be known: whoever was asked last may have ended.
    change(({ items }) => (items.some(({ id }) => id === item.id) ? {} : { items: [...items, item] }))
    if (item.kind === 'onnx') return await moveToModels(item)
    const state = store.getState()
    const model = birefnetModel(item, state.tiers[item.id], state)
    models.choose(model)
    const { name, stored } = item
    const text =
      stored === undefined
        ? say('news.model.ready', { name })
        : say('news.model.readyInHalf', { name, size: bytesInWords(stored.sizeBytes) })
    addNotice(store, { kind: 'model-ready', id: newId(), text, model })
    speak(store, say('news.model.kept', { name, choice: 'chosen' }))
  }

  /** Plain graphs are kept, described and run like those that a person brings along. */
  async function moveToModels(item: ShelfItem): Promise<void> {
    const file = await shelf.open(item.id)
    if (!isTold(store, file, item.name)) return
    await models.addFiles([new File([file.value], `${item.name}.onnx`)])
    const family = findEntry(item.id)?.normalisation
    const added = store.getState().onnxModels.find(({ id }) => id === onnxIdOf(item.sha256))
    if (added === undefined) return
    if (family !== undefined && added.family !== family) await models.correct(added.id, family)
    await shelf.remove(item.id)
  }

  return {
    use,
    addFiles: async (files) => {
      void shelf.persist()
      for (const file of files) {
        change(() => ({ addingFile: { name: file.name, done: 0 } }))
        const { keepOriginal } = store.getState().shelf.settings
        const outcome = await shelf.addFile(file, { keepOriginal })
        change(() => ({ addingFile: undefined }))
        if (!isTold(store, outcome, file.name)) continue
        if (outcome.value === null) {
          speak(store, say('news.model.notAdded', { name: file.name }))
          break
        }
        await use(outcome.value)
      }
      await look()
    },
    stopAdding: () => void shelf.stopAdding(),
  } satisfies AddingActions & { use(item: ShelfItem): Promise<void> }
}

/** The id under which a plain graph of this SHA-256 is kept. */
export function onnxIdOf(sha256: string): string {
  return `onnx-${sha256.slice(0, 16)}`
}
