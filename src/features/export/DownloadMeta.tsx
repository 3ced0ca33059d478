import { useStore } from 'zustand'
import { bytesInWords, durationInWords, numberInWords, sizeInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import { writtenSize } from '#core/writtenSize.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { compositionOf, selectedCutout } from '#state/selectors.ts'
import { DragFile } from './DragFile.tsx'
import { foreseenSize } from './foreseenSize.ts'
import type { ReadyFile } from './useReadyFile.ts'

const settingsOf = (state: AppState) => state.exportSettings
const writtenOf = (state: AppState) => state.written
const selectedOf = (state: AppState) => state.selectedId
const selectedComposition = (state: AppState) => compositionOf(state, state.selectedId ?? '')

interface DownloadMetaProps {
  app: App
  /** The file, where it is written already and can be dragged out. */
  ready: ReadyFile | undefined
  prepare(): void
}

/** The size of the file, as far as it is known, and how long the cutout took. */
export function DownloadMeta({ app, ready, prepare }: DownloadMetaProps) {
  const finished = useStore(app.store, selectedCutout)
  const id = useStore(app.store, selectedOf)
  const composition = useStore(app.store, selectedComposition)
  const { size: wanted } = useStore(app.store, settingsOf)
  const last = useStore(app.store, writtenOf)
  const written = last?.photoId === id ? last : undefined
  if (finished === undefined) return <p className="download-meta figures" />
  const full = foreseenSize(composition, finished.cut.size)
  const size = written?.size ?? (full && writtenSize(full, wanted))
  const facts = [
    ...(size === undefined ? [] : [sizeInWords(size)]),
    ...(written === undefined ? [] : [bytesInWords(written.bytes)]),
    ...(written?.quality === undefined
      ? []
      : [say('export.meta.quality', { quality: numberInWords(written.quality) })]),
  ]
  return (
    <p className="download-meta figures">
      <DragFile ready={ready} prepare={prepare}>
        <span
          data-testid="written"
          data-width={written?.size.width}
          data-height={written?.size.height}
          data-bytes={written?.bytes}
          data-quality={written?.quality}
        >
          {facts.join(' · ')}
        </span>
      </DragFile>
      <span>{durationInWords(finished.cut.madeWith.totalMs)}</span>
    </p>
  )
}
