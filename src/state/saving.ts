import type { FolderOut, NamedFile } from '#core/folders.ts'
import type { Failure } from '#core/outcome.ts'
import type { Engine, Outbox } from '#core/ports.ts'
import { say } from '#core/say.ts'
import type { ExportSettings } from '#core/settings.ts'
import { createCutoutWriter } from './cutoutWriter.ts'
import { expectedCount, finishedInTurn } from './folderWriting.ts'
import { newId } from './id.ts'
import type { Saving } from './initialState.ts'
import { tellPreviews } from './previewNews.ts'
import { type Ready, readyOf, type WrittenPart } from './readyCutouts.ts'
import { Refused } from './refused.ts'
import type { SavingActions } from './savingActions.ts'
import { type AppStore, addNotice, speak } from './store.ts'

export function createSaving(store: AppStore, engine: Engine, outbox: Outbox): SavingActions {
  const writer = createCutoutWriter(store, engine)
  const { names } = writer
  let stop = new AbortController()

  const ready = () => readyOf(store.getState())
  const readyOne = (id: string) => ready().find(({ photo }) => photo.id === id)

  /** Runs one saving after another was ended; shows that it runs, and tells a failure. */
  async function saving(what: Saving['what'], total: number, work: () => Promise<string | undefined>): Promise<void> {
    if (store.getState().saving !== undefined) return
    stop = new AbortController()
    store.setState({ saving: { what, done: 0, total } })
    try {
      const said = await work()
      if (said !== undefined) speak(store, said)
    } catch (error) {
      if (stop.signal.aborted) return
      if (error instanceof Refused) tell(error.outcome, error.subject)
      else tell({ reason: 'unexpected' })
    } finally {
      store.setState({ saving: undefined })
    }
  }

  function tell({ reason, detail }: Omit<Failure, 'ok'>, subject?: string): void {
    const notice = { kind: 'failure', id: newId(), reason, ...(detail === undefined ? {} : { detail }) } as const
    addNotice(store, subject === undefined ? notice : { ...notice, subject })
  }

  async function encodedOrRefused(item: Ready, settings: ExportSettings): Promise<WrittenPart[]> {
    const outcome = await writer.encode(item, settings, stop.signal)
    if (outcome.ok) return outcome.value
    throw new Refused(outcome, item.photo.name)
  }

  async function* packed(items: Ready[], settings: ExportSettings, failed: Ready[]): AsyncGenerator<NamedFile> {
    for (const [index, item] of items.entries()) {
      const outcome = await writer.encode(item, settings, stop.signal)
      store.setState({ saving: { what: 'zip', done: index + 1, total: items.length } })
      if (outcome.ok) yield* writer.named(item.photo, settings, outcome.value, false)
      else {
        failed.push(item)
        tell(outcome, item.photo.name)
      }
    }
  }

  /** What is downloaded for one photo: its file, or a ZIP where there are several. */
  async function parcel(item: Ready, settings: ExportSettings): Promise<Blob> {
    const files = await encodedOrRefused(item, settings)
    const [first] = files
    if (first !== undefined && files.length === 1) return first.encoded.blob
    return await outbox.zip(iterated(writer.named(item.photo, settings, files, true)))
  }

  async function fill(folder: FolderOut, leftOut: readonly string[]): Promise<string> {
    const settings = settingsWith()
    const taken: Ready[] = []
    for await (const item of finishedInTurn(store, leftOut, stop.signal)) {
      const outcome = await writer.encode(item, settings, stop.signal)
      if (outcome.ok) {
        for (const file of writer.named(item.photo, settings, outcome.value, false)) {
          stop.signal.throwIfAborted()
          const written = await folder.write(file)
          if (!written.ok) throw new Refused(written, folder.name)
        }
        taken.push(item)
        writer.saved([item])
      } else tell(outcome, item.photo.name)
      const total = expectedCount(store.getState(), leftOut)
      store.setState({ saving: { what: 'folder', done: taken.length, total } })
    }
    const text = say('news.save.folder', { count: taken.length, folder: folder.name })
    addNotice(store, { kind: 'info', id: newId(), text })
    return text
  }

  const settingsWith = (override: Partial<ExportSettings> = {}) => ({ ...store.getState().exportSettings, ...override })

  const hand: SavingActions['hand'] = (id, to, override) =>
    saving('download', 1, async () => {
      const item = readyOne(id)
      if (item === undefined) return
      const settings = settingsWith(override)
      const blob = await parcel(item, settings)
      stop.signal.throwIfAborted()
      const said = await to({ blob, name: names.of(item.photo, settings) })
      if (said === undefined) return
      writer.saved([item])
      tellPreviews(store, [item.finished])
      return said
    })

  return {
    set: (settings) =>
      store.setState((state) => ({ exportSettings: { ...state.exportSettings, ...settings }, written: undefined })),
    hand,
    download: (id, override) =>
      hand(
        id,
        async ({ blob, name }) => {
          outbox.save(blob, name)
          return say('news.save.downloaded', { name })
        },
        override,
      ),
    async downloadAll(override, leftOut = []) {
      const items = ready().filter(({ photo }) => !leftOut.includes(photo.id))
      if (items.length === 0) return
      await saving('zip', items.length, async () => {
        const failed: Ready[] = []
        const name = names.zip()
        let part = 0
        for await (const zip of outbox.zips(packed(items, settingsWith(override), failed))) {
          stop.signal.throwIfAborted()
          if (!zip.ok) throw new Refused(zip, name)
          if (failed.length === items.length) return
          part += 1
          outbox.save(zip.value.blob, part === 1 && zip.value.isLast ? name : names.zipPart(name, part))
        }
        writer.saved(items.filter((item) => !failed.includes(item)))
        tellPreviews(
          store,
          items.map(({ finished }) => finished),
        )
        return say('news.save.zip', { done: items.length - failed.length, all: items.length })
      })
    },
    copy: (id) =>
      saving('copy', 1, async () => {
        const item = readyOne(id)
        if (item === undefined) return
        const { content } = store.getState().exportSettings
        // No file, and so no limit to its bytes, and no set.
        const only = {
          format: 'png',
          content: content === 'mask' ? content : 'cutout',
          mostKilobytes: 0,
          densities: 1,
        } as const
        const png = parcel(item, settingsWith(only))
        const outcome = await outbox.copy(png)
        // A photo that could not be written is worse news than a clipboard that could not be filled.
        await png
        if (!outcome.ok) throw new Refused(outcome, item.photo.name)
        const text = say('news.save.copied', { name: item.photo.name })
        addNotice(store, { kind: 'info', id: newId(), text })
        return text
      }),
    takesFolders: outbox.takesFolders,
    async intoFolder(leftOut = []) {
      const chosen = await outbox.chooseFolder()
      if (!chosen.ok) return tell(chosen)
      const folder = chosen.value
      if (folder !== undefined)
        await saving('folder', expectedCount(store.getState(), leftOut), () => fill(folder, leftOut))
    },
    cancelSaving: () => stop.abort(new DOMException('The download was cancelled.', 'AbortError')),
  }
}

async function* iterated<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items
}
