import type { FolderWatcher, WatchedFolder } from '#core/folders.ts'
import type { Outcome } from '#core/outcome.ts'
import { say } from '#core/say.ts'
import type { Incoming } from './photos.ts'
import { type AppStore, speak } from './store.ts'
import { isTold } from './tellFailure.ts'
import type { Watching } from './watchingState.ts'

export interface WatchActions {
  /** Does this browser let folders be watched? */
  readonly isPossible: boolean
  /**
   * Lets the person choose a folder and brings what appears in it from now on; one that was watched before is let go.
   * @param choice what is being chosen already
   */
  begin(choice?: Promise<Outcome<WatchedFolder | undefined>>): Promise<void>
  /** Takes up the folder that was watched before the page was loaded anew; where the browser wants the person to agree once more, it rests until `goOn`. */
  resume(): Promise<void>
  /** Asks whether the resting folder may be read, and goes on watching it. */
  goOn(): Promise<void>
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
    current.folder.forget()
    speak(store, say('news.watch.ended', { folder: current.folder.name }))
    current = undefined
    store.setState({ watching: undefined })
  }

  async function follow({ folder, stop }: NonNullable<typeof current>): Promise<void> {
    const ended = await folder.watch((photos) => {
      change(({ came }) => ({ came: came + photos.length }))
      bring(photos)
    }, stop.signal)
    if (stop.signal.aborted) return
    isTold(store, ended, folder.name)
    end()
  }

  function take(folder: WatchedFolder): void {
    const { name, there, isAllowed } = folder
    current = { folder, stop: new AbortController() }
    store.setState({ watching: { name, there, came: 0, isResting: !isAllowed } })
    if (isAllowed) void follow(current)
  }

  return {
    isPossible: folders.isPossible,
    async begin(choice = folders.choose()) {
      const chosen = await choice
      if (!isTold(store, chosen, say('news.watch.folder')) || chosen.value === undefined) return
      end()
      take(chosen.value)
      speak(store, say('news.watch.begun', { folder: chosen.value.name }))
    },
    async resume() {
      const folder = folders.isPossible ? await folders.recall() : undefined
      if (folder !== undefined && current === undefined) take(folder)
    },
    async goOn() {
      const resting = current
      if (resting === undefined || store.getState().watching?.isResting !== true) return
      const isAllowed = await resting.folder.allow()
      // Two presses are two questions, and one folder.
      if (!isAllowed || current !== resting || store.getState().watching?.isResting !== true) return
      change(() => ({ isResting: false }))
      speak(store, say('news.watch.goesOn', { folder: resting.folder.name }))
      void follow(resting)
    },
    async takeThere() {
      const folder = current?.folder
      if (folder === undefined || store.getState().watching?.there === 0) return
      change(() => ({ there: 0 }))
      const photos = await folder.photosThere()
      bring(photos)
      if (photos.length < folder.there)
        speak(store, say('news.watch.unreadable', { count: folder.there - photos.length }))
    },
    end,
  }
}
