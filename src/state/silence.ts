import type { CatalogueEntry } from '#core/catalogue/entry.ts'
import { adviceOf } from '#core/reasons.ts'
import { say } from '#core/say.ts'
import { newId } from './id.ts'
import { type AppStore, addNotice, speak } from './store.ts'

/** After this time without a byte a source counts as blocked; it goes on being asked all the same. */
const silentMs = 4_000

export interface Silence {
  /** Says so now, unless it was said. */
  tell(): void
  /** Waits no longer; what was said is taken back. */
  end(): void
}

/** Waits for the first byte of a download, and says so where none comes, with the ways on. A byte that comes later takes it back. */
export function watchSilence(store: AppStore, { id, name }: CatalogueEntry, hosts: readonly string[]): Silence {
  const doneBytes = () => store.getState().shelf.downloads.find((download) => download.id === id)?.doneBytes ?? 0
  const isThis = (notice: { kind: string; entryId?: string }) =>
    notice.kind === 'source-silent' && notice.entryId === id
  const tell = () => {
    const { notices, isOnline } = store.getState()
    // Without any network that is what is said.
    if (!isOnline || doneBytes() > 0 || notices.some(isThis)) return
    addNotice(store, { kind: 'source-silent', id: newId(), entryId: id, name, hosts })
    speak(store, say('news.about', { name, news: adviceOf('download-silent').what }))
  }
  const takeBack = () => {
    const { notices } = store.getState()
    if (notices.some(isThis)) store.setState({ notices: notices.filter((notice) => !isThis(notice)) })
  }
  const timer = setTimeout(tell, silentMs)
  const unsubscribe = store.subscribe(() => {
    if (doneBytes() > 0) takeBack()
  })
  return {
    tell,
    end() {
      clearTimeout(timer)
      unsubscribe()
      takeBack()
    },
  }
}
