import { composedOf, writtenBackdropOf } from '#core/composed.ts'
import { compositionFingerprint } from '#core/compositionSettings.ts'
import { editsFingerprint } from '#core/edits.ts'
import type { NamedFile } from '#core/folders.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Engine } from '#core/ports.ts'
import type { Progress } from '#core/progress.ts'
import { type ExportSettings, filesOf } from '#core/settings.ts'
import type { Photo } from './job.ts'
import { createOutputNames } from './outputNames.ts'
import type { Ready, WrittenPart } from './readyCutouts.ts'
import { compositionOf, editsOf } from './selectors.ts'
import type { AppStore } from './store.ts'
import { editionOf, markSaved } from './unsaved.ts'
import { tellWritten } from './writtenNews.ts'

/** Makes the files of cutouts, gives them their names, and remembers which cutouts have left the page. */
export function createCutoutWriter(store: AppStore, engine: Engine) {
  const names = createOutputNames()
  /** What each photo's cutout was when its file was written last. */
  const editions = new Map<string, string>()
  let written: { key: string; files: WrittenPart[] } | undefined

  /** Writes the files of a download, or takes those just written for the same cutout with the same settings. */
  async function encode(
    { photo, finished }: Ready,
    settings: ExportSettings,
    signal: AbortSignal,
  ): Promise<Outcome<WrittenPart[]>> {
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
      const outcome = await engine.encode(request, signal, tellProgress)
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

  function* named(
    photo: Photo,
    settings: ExportSettings,
    files: WrittenPart[],
    isAlone: boolean,
  ): Generator<NamedFile> {
    for (const file of files)
      yield { name: names.within(photo, settings, file.settings, isAlone), blob: file.encoded.blob }
  }

  /** These have left the page as they were when they were written. */
  function saved(items: Ready[]): void {
    markSaved(store, Object.fromEntries(items.map(({ photo: { id } }) => [id, editions.get(id) ?? ''])))
  }

  return { names, encode, named, saved }
}
