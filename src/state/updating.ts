import type { AppUpdates } from '#core/ports.ts'
import { newId } from './id.ts'
import type { Recording } from './sessionRecording.ts'
import { type AppStore, addNotice } from './store.ts'

export interface UpdateActions {
  /** Puts the waiting version in force and reloads the page, once the work is on the disk. */
  apply(): Promise<void>
}

/** Hears of new versions of the app, and lets none of the work get lost where one takes over. */
export function createUpdating(
  store: AppStore,
  updates: AppUpdates,
  recording: Pick<Recording, 'flush'>,
): UpdateActions {
  updates.watchUpdates((news) => {
    switch (news) {
      case 'offline-ready':
        return store.setState({ isReadyOffline: true })
      case 'update-ready':
        return store.setState({ isUpdateReady: true })
      case 'update-broken':
        return addNotice(store, { kind: 'failure', id: newId(), reason: 'update-incomplete' })
    }
  })

  return {
    async apply() {
      await recording.flush()
      updates.applyUpdate()
    },
  }
}
