import { say } from '#core/say.ts'
import { newId } from './id.ts'
import type { Finished } from './job.ts'
import { type AppStore, addNotice } from './store.ts'

/** What was saved of a preview will be finer in a while: that must not be found out by looking. */
export function tellPreviews(store: AppStore, saved: readonly Finished[]): void {
  const previews = saved.filter(({ isPreview }) => isPreview === true).length
  if (previews === 0) return
  const text = saved.length === 1 ? say('news.preview.savedOne') : say('news.preview.saved', { count: previews })
  addNotice(store, { kind: 'info', id: newId(), text })
}
