import { composedOf, writtenBackdropOf } from '#core/composed.ts'
import { compositionFingerprint } from '#core/compositionSettings.ts'
import { editsFingerprint } from '#core/edits.ts'
import { type Failure, type Outcome, success } from '#core/outcome.ts'
import type { Engine, NamedFile, Outbox } from '#core/ports.ts'
import type { Progress } from '#core/progress.ts'
import { type ExportSettings, filesOf } from '#core/settings.ts'
import { newId } from './id.ts'
import type { Saving } from './initialState.ts'
import type { Photo } from './job.ts'
import { createOutputNames } from './outputNames.ts'
import { tellPreviews } from './previewNews.ts'
import { type Ready, readyOf, type WrittenPart } from './readyCutouts.ts'
import { Refused } from './refused.ts'
import { compositionOf, editsOf } from './selectors.ts'
import { type AppStore, addNotice, speak } from './store.ts'
import { editionOf, markSaved } from './unsaved.ts'
import { tellWritten } from './writtenNews.ts'

export interface SavingActions {
  set(settings: Partial<ExportSettings>): void
  /** Writes one cutout and hands it to the browser's downloads; `override` replaces single settings for this time. */
  download(id: string, override?: Partial<ExportSettings>): Promise<void>
  /** Packs all cutouts but those left out, by their photos' ids, into one ZIP and downloads that. */
  downloadAll(override?: Partial<ExportSettings>, leftOut?: readonly string[]): Promise<void>
  /** Puts the cutout on the clipboard as a PNG. */
  copy(id: string): Promise<void>
  cancelSaving(): void
}

export function createSaving(store: AppStore, engine: Engine, outbox: Outbox): SavingActions {
  const names = createOutputNames()
  let stop = new AbortController()
  /** What each photo's cutout was when its file was written last. */
  const editions = new Map<string, string>()
  let written: { key: string; files: WrittenPart[] } | undefined

  const ready = () => readyOf(store.getState())
  const readyOne = (id: string) => ready().find(({ photo }) => photo.id === id)

  /** Writes the files of a download, or takes those just written for the same cutout with the same settings. */
  async function encode({ photo, finished }: Ready, settings: ExportSettings): Promise<Outcome<WrittenPart[]>> {
    const edits = editsOf(store.getState(), photo.id)
    editions.set(photo.id, editionOf(store.getState(), { status: 'done', photo, finished }) ?? '')
    const chosen = compositionOf(store.getState(), photo.id)
    const composition = composedOf(chosen)
    const wanted = filesOf(settings, writtenBackdropOf(chosen))
    const made = `${editsFingerprint(edits)} ${compositionFingerprint(chosen)}`
    const key = `${finished.cut.mask.id} ${made} ${JSON.stringify(wanted)}`
    if (written?.key === key) return told(photo, written.files)
    const files: WrittenPart[] = []
    for (const file of wanted) {
      const plain = { file: photo.file, mask: finished.cut.mask, ...edits, settings: file }
      const request = composition === undefined ? plain : { ...plain, composition }
      const outcome = await engine.encode(request, stop.signal, tellProgress)
      if (!outcome.ok) return outcome
      files.push({ settings: file, encoded: outcome.value })
    }
    written = { key, files }
    return told(photo, files)
  }

  function told(photo: Photo, files: WrittenPart[]): Outcome<WrittenPart[]> {
    tellWritten(store, photo, files)
    return success(files)
  }

  function tellProgress(progress: Progress): void {
    const { saving: current } = store.getState()
    if (current !== undefined) store.setState({ saving: { ...current, progress } })
  }

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
    const outcome = await encode(item, settings)
    if (outcome.ok) return outcome.value
    throw new Refused(outcome, item.photo.name)
  }

  async function* packed(items: Ready[], settings: ExportSettings, failed: Ready[]): AsyncGenerator<NamedFile> {
    for (const [index, item] of items.entries()) {
      const outcome = await encode(item, settings)
      store.setState({ saving: { what: 'zip', done: index + 1, total: items.length } })
      if (outcome.ok) yield* named(item.photo, settings, outcome.value, false)
      else {
        failed.push(item)
        tell(outcome, item.photo.name)
      }
    }
  }

  function* named(
    photo: Photo,
    settings: ExportSettings,
    files: WrittenPart[],
    isAlone: boolean,
  ): Generator<NamedFile> {
    for (const file of files)
      yield { name: names.within(photo, settings, file.settings, isAlone), blob: file.encoded.blob }
  }

  /** What is downloaded for one photo: its file, or a ZIP where there are several. */
  async function parcel(item: Ready, settings: ExportSettings): Promise<Blob> {
    const files = await encodedOrRefused(item, settings)
    const [first] = files
    if (first !== undefined && files.length === 1) return first.encoded.blob
    return await outbox.zip(iterated(named(item.photo, settings, files, true)))
  }

  /** These have left the page as they were when they were written. */
  function saved(items: Ready[]): void {
    markSaved(store, Object.fromEntries(items.map(({ photo: { id } }) => [id, editions.get(id) ?? ''])))
  }

  const settingsWith = (override: Partial<ExportSettings> = {}) => ({ ...store.getState().exportSettings, ...override })

  return {
    set: (settings) =>
      store.setState((state) => ({ exportSettings: { ...state.exportSettings, ...settings }, written: undefined })),
    download: (id, override) =>
      saving('download', 1, async () => {
        const item = readyOne(id)
        if (item === undefined) return
        const settings = settingsWith(override)
        const parcelled = await parcel(item, settings)
        stop.signal.throwIfAborted()
        const name = names.of(item.photo, settings)
        outbox.save(parcelled, name)
        saved([item])
        tellPreviews(store, [item.finished])
        return `Downloaded ${name}`
      }),
    async downloadAll(override, leftOut = []) {
      const items = ready().filter(({ photo }) => !leftOut.includes(photo.id))
      if (items.length === 0) return
      await saving('zip', items.length, async () => {
        const failed: Ready[] = []
        const zip = await outbox.zip(packed(items, settingsWith(override), failed))
        stop.signal.throwIfAborted()
        if (failed.length === items.length) return
        outbox.save(zip, names.zip())
        saved(items.filter((item) => !failed.includes(item)))
        tellPreviews(
          store,
          items.map(({ finished }) => finished),
        )
        return `Downloaded ${items.length - failed.length} of ${items.length} as a ZIP file`
      })
    },
    copy: (id) =>
      saving('copy', 1, async () => {
        const item = readyOne(id)
        if (item === undefined) return
        const { content } = store.getState().exportSettings
        // No file, and so no limit to its bytes.
        const only = { format: 'png', content: content === 'mask' ? content : 'cutout', mostKilobytes: 0 } as const
        const png = parcel(item, settingsWith(only))
        const outcome = await outbox.copy(png)
        // A photo that could not be written is worse news than a clipboard that could not be filled.
        await png
        if (!outcome.ok) throw new Refused(outcome, item.photo.name)
        const text = `Copied ${item.photo.name} as a PNG`
        addNotice(store, { kind: 'info', id: newId(), text })
        return text
      }),
    cancelSaving: () => stop.abort(new DOMException('The download was cancelled.', 'AbortError')),
  }
}

async function* iterated<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items
}
