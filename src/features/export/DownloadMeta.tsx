import { useStore } from 'zustand'
import { composedOf } from '#core/composed.ts'
import type { CompositionSettings } from '#core/compositionSettings.ts'
import { bytesInWords, durationInWords, sizeInWords } from '#core/figures.ts'
import type { Size } from '#core/geometry.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { compositionOf, selectedCutout } from '#state/selectors.ts'

const writtenOf = (state: AppState) => state.written
const selectedOf = (state: AppState) => state.selectedId
const selectedComposition = (state: AppState) => compositionOf(state, state.selectedId ?? '')

/** The size of the file, as far as it is known, and how long the cutout took. */
export function DownloadMeta({ app }: { app: App }) {
  const finished = useStore(app.store, selectedCutout)
  const id = useStore(app.store, selectedOf)
  const composition = useStore(app.store, selectedComposition)
  const last = useStore(app.store, writtenOf)
  const written = last?.photoId === id ? last : undefined
  if (finished === undefined) return <p className="download-meta figures" />
  const size = written?.size ?? foreseen(composition, finished.cut.size)
  const facts = [...(size === undefined ? [] : [sizeInWords(size)]), ...(written ? [bytesInWords(written.bytes)] : [])]
  return (
    <p className="download-meta figures">
      <span>{facts.join(' · ')}</span>
      <span>{durationInWords(finished.cut.madeWith.totalMs)}</span>
    </p>
  )
}

/** A canvas that fits itself to the subject has no size before it is made. */
function foreseen(composition: CompositionSettings, photo: Size): Size | undefined {
  const { canvas } = composition
  if (canvas.kind === 'size') return canvas
  return canvas.kind === 'photo' || composedOf(composition) === undefined ? photo : undefined
}
