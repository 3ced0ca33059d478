import { countInWords } from '#core/figures.ts'
import type { FolderWatcher, WatchedFolder } from '#core/folders.ts'
import type { Watching } from './initialState.ts'
import type { Incoming } from './photos.ts'
import { type AppStore, speak } from './store.ts'
import { isTold } from './tellFailure.ts'

export interface WatchActions {
  /** Does this browser let folders be watched? */
  readonly isPossible: boolean
  /** Lets the person choose a folder and brings what appears in it from now on; one that was watched before is let go. */
  begin(): Promise<void>
  /** Brings the photos that were in the folder when it was chosen. */
  takeThere(): Promise<void>
  end(): void
}

export function createWatching(
  store: AppStore,
  folders: FolderWatcher,
  bring: (incoming: Incoming[]) => void,
): WatchActions {
  let current: { folder: WatchedFolder; stop: AbortController } | undefined

  function change(by: (watching: Watching) => Partial<Watching>): void {
    store.setState(({ watching }) => (watching === undefined ? {} : { watching: { ...watching, ...by(watching) } }))
  }

  function end(): void {
    if (current === undefined) return
    current.stop.abort()
    speak(store, `${current.folder.name} is no longer watched`)
    current = undefined
    store.setState({ watching: undefined })
  }

  async function follow(folder: WatchedFolder, stop: AbortController): Promise<void> {
    const ended = await folder.watch((photos) => {
      change(({ came }) => ({ came: came + photos.length }))
      bring(photos)
    }, stop.signal)
    if (stop.signal.aborted) return
    isTold(store, ended, folder.name)
    end()
  }

  return {
    isPossible: folders.isPossible,
    async begin() {
      const chosen = await folders.choose()
      if (!isTold(store, chosen, 'The folder') || chosen.value === undefined) return
      end()
      const folder = chosen.value
      current = { folder, stop: new AbortController() }
      store.setState({ watching: { name: folder.name, there: folder.there, came: 0 } })
      speak(store, `Watching ${folder.name}: new photos are cut as they appear`)
      void follow(folder, current.stop)
    },
    async takeThere() {
      const folder = current?.folder
      if (folder === undefined) return
      change(() => ({ there: 0 }))
      const photos = await folder.photosThere()
      bring(photos)
      if (photos.length < folder.there)
        speak(store, `${countInWords(folder.there - photos.length, 'photo')} could no longer be read`)
    },
    end,
  }
}
