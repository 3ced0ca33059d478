import type { Encoded } from '#core/contract.ts'
import { edgesFingerprint } from '#core/edges.ts'
import { outputName, uniqueName } from '#core/names.ts'
import type { Outcome } from '#core/outcome.ts'
import type { Engine, NamedFile, Outbox } from '#core/ports.ts'
import type { ExportSettings } from '#core/settings.ts'
import { newId } from './id.ts'
import type { Saving } from './initialState.ts'
import { cutoutOf, type Finished, type Photo } from './job.ts'
import { edgesOf } from './selectors.ts'
import { type AppStore, addNotice, speak } from './store.ts'

export interface SavingActions {
  set(settings: Partial<ExportSettings>): void
  /** Writes one cutout and hands it to the browser's downloads; `override` replaces single settings for this time. */
  download(id: string, override?: Partial<ExportSettings>): Promise<void>
  /** Packs all cutouts into one ZIP and downloads that. */
  downloadAll(override?: Partial<ExportSettings>): Promise<void>
  /** Puts the cutout on the clipboard as a PNG. */
  copy(id: string): Promise<void>
  cancelSaving(): void
}

interface Ready {
  photo: Photo
  finished: Finished
}

export function createSaving(store: AppStore, engine: Engine, outbox: Outbox): SavingActions {
  const names = createNames()
  let stop = new AbortController()
  let written: { key: string; encoded: Encoded } | undefined

  const ready = (): Ready[] =>
    store.getState().jobs.flatMap((job) => {
      const finished = cutoutOf(job)
      return finished === undefined ? [] : [{ photo: job.photo, finished }]
    })
  const readyOne = (id: string) => ready().find(({ photo }) => photo.id === id)

  /** Writes the file, or takes the one just written for the same cutout with the same settings. */
  async function encode({ photo, finished }: Ready, settings: ExportSettings): Promise<Outcome<Encoded>> {
    const edges = edgesOf(store.getState(), photo.id)
    const key = `${finished.cut.mask.id} ${edgesFingerprint(edges)} ${JSON.stringify(settings)}`
    if (written?.key === key) return { ok: true, value: written.encoded }
    const request = { file: photo.file, mask: finished.cut.mask, edges, settings }
    const outcome = await engine.encode(request, stop.signal)
    if (outcome.ok) {
      written = { key, encoded: outcome.value }
      const { blob, stageMs } = outcome.value
      store.setState({ written: { photoId: photo.id, bytes: blob.size, stageMs } })
    }
    return outcome
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

  function tell({ reason }: { reason: Extract<Outcome<never>, { ok: false }>['reason'] }, subject?: string): void {
    const notice = { kind: 'failure', id: newId(), reason } as const
    addNotice(store, subject === undefined ? notice : { ...notice, subject })
  }

  async function encodedOrRefused(item: Ready, settings: ExportSettings): Promise<Encoded> {
    const outcome = await encode(item, settings)
    if (outcome.ok) return outcome.value
    throw new Refused(outcome, item.photo.name)
  }

  async function* packed(items: Ready[], settings: ExportSettings, failed: string[]): AsyncGenerator<NamedFile> {
    for (const [index, item] of items.entries()) {
      const outcome = await encode(item, settings)
      store.setState({ saving: { what: 'zip', done: index + 1, total: items.length } })
      if (outcome.ok) yield { name: names.of(item.photo, settings), blob: outcome.value.blob }
      else {
        failed.push(item.photo.name)
        tell(outcome, item.photo.name)
      }
    }
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
        const { blob } = await encodedOrRefused(item, settings)
        const name = names.of(item.photo, settings)
        outbox.save(blob, name)
        return `Downloaded ${name}`
      }),
    downloadAll: (override) =>
      saving('zip', ready().length, async () => {
        const items = ready()
        const failed: string[] = []
        const zip = await outbox.zip(packed(items, settingsWith(override), failed))
        stop.signal.throwIfAborted()
        if (failed.length === items.length) return
        outbox.save(zip, names.zip())
        return `Downloaded ${items.length - failed.length} of ${items.length} as a ZIP file`
      }),
    copy: (id) =>
      saving('copy', 1, async () => {
        const item = readyOne(id)
        if (item === undefined) return
        const png = encodedOrRefused(item, settingsWith({ format: 'png' })).then(({ blob }) => blob)
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

/** Carries an expected failure out of nested work to the one place that tells it. */
class Refused extends Error {
  readonly outcome: Extract<Outcome<never>, { ok: false }>
  readonly subject: string
  constructor(outcome: Extract<Outcome<never>, { ok: false }>, subject: string) {
    super(outcome.reason)
    this.outcome = outcome
    this.subject = subject
  }
}

/** Gives each output of each photo one name for as long as the page lives, different from all others, whatever the photos are called. */
function createNames() {
  const given = new Map<string, string>()
  let zips = 0
  return {
    of(photo: Photo, { content, format }: ExportSettings): string {
      const key = `${photo.id} ${content} ${format}`
      const name = given.get(key) ?? uniqueName(outputName(photo.name, content, format), given.values())
      given.set(key, name)
      return name
    },
    zip(): string {
      zips += 1
      return zips === 1 ? 'clearcut.zip' : `clearcut (${zips}).zip`
    },
  }
}
