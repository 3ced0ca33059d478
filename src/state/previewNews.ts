import { countInWords } from '#core/figures.ts'
import { newId } from './id.ts'
import type { Finished } from './job.ts'
import { type AppStore, addNotice } from './store.ts'

/** What was saved of a preview will be finer in a while: that must not be found out by looking. */
export function tellPreviews(store: AppStore, saved: readonly Finished[]): void {
  const previews = saved.filter(({ isPreview }) => isPreview === true).length
  if (previews === 0) return
  const text =
    saved.length === 1
      ? 'This is the preview: the finer cutout is still being made'
      : `${countInWords(previews, 'photo')} went out as ${previews === 1 ? 'a preview' : 'previews'}: the finer cutouts are still being made`
  addNotice(store, { kind: 'info', id: newId(), text })
}
