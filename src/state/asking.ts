import type { Asking } from './askingState.ts'
import type { SavingActions } from './savingActions.ts'
import { edgesOf, strokesOf } from './selectors.ts'
import type { SharingActions } from './sharing.ts'
import type { AppStore } from './store.ts'
import { doubtedOf } from './verdict.ts'

export interface AskingActions {
  /** Goes on with what was asked about: without these photos, where all are downloaded. */
  goOn(leftOut?: readonly string[]): void
  /** Writes nothing. */
  drop(): void
}

/** The ways out of the page, with the question before them where one is due; whatever a person presses, it is asked. */
export function askingBefore(
  store: AppStore,
  saving: SavingActions,
  sharing: SharingActions,
): { saving: SavingActions; sharing: SharingActions; asking: AskingActions } {
  const ask = (asking: Asking | undefined) => store.setState({ asking })

  function isEmpty(id: string): boolean {
    const state = store.getState()
    // Turned inside out, an empty mask is the whole photo; and what was painted is there.
    return (
      !edgesOf(state, id).invert &&
      !strokesOf(state, id).some(({ kind }) => kind === 'keep') &&
      doubtedOf(state).some(({ photo, verdict }) => photo.id === id && verdict === 'empty')
    )
  }

  return {
    saving: {
      ...saving,
      async download(id, override = {}) {
        if (isEmpty(id)) return ask({ what: 'empty', photoId: id, act: 'download', override })
        await saving.download(id, override)
      },
      async copy(id) {
        if (isEmpty(id)) return ask({ what: 'empty', photoId: id, act: 'copy', override: {} })
        await saving.copy(id)
      },
      async downloadAll(override = {}, leftOut = []) {
        const doubted = doubtedOf(store.getState()).filter(({ photo }) => !leftOut.includes(photo.id))
        if (doubted.length > 0) return ask({ what: 'all', act: 'zip', override, leftOut })
        await saving.downloadAll(override, leftOut)
      },
      async intoFolder(leftOut = []) {
        const doubted = doubtedOf(store.getState()).filter(({ photo }) => !leftOut.includes(photo.id))
        if (doubted.length > 0) return ask({ what: 'all', act: 'folder', override: {}, leftOut })
        await saving.intoFolder(leftOut)
      },
    },
    sharing: {
      ...sharing,
      async share(id) {
        if (isEmpty(id)) return ask({ what: 'empty', photoId: id, act: 'share', override: {} })
        await sharing.share(id)
      },
    },
    asking: {
      goOn(leftOut = []) {
        const { asking } = store.getState()
        ask(undefined)
        if (asking?.what === 'all') {
          const all = [...asking.leftOut, ...leftOut]
          if (asking.act === 'zip') void saving.downloadAll(asking.override, all)
          else void saving.intoFolder(all)
        }
        if (asking?.what === 'empty' && asking.act === 'download') void saving.download(asking.photoId, asking.override)
        if (asking?.what === 'empty' && asking.act === 'copy') void saving.copy(asking.photoId)
        if (asking?.what === 'empty' && asking.act === 'share') void sharing.share(asking.photoId)
      },
      drop: () => ask(undefined),
    },
  }
}
