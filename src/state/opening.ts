import type { FolderWatcher } from '#core/folders.ts'
import type { LanguagePort } from '#core/ports.ts'
import type { AddressActions } from './addresses.ts'
import type { App } from './app.ts'
import { createLanguage } from './language.ts'
import type { SessionActions } from './sessions.ts'
import type { AppStore } from './store.ts'
import type { WatchActions } from './watching.ts'

/** What a person can do on the first page: the part of the app that is there before the others. */
export interface FirstActions extends Pick<App, 'store' | 'bring' | 'language'> {
  addresses: Pick<AddressActions, 'ask' | 'refuse'>
  sessions: Pick<SessionActions, 'setOpen'>
  watching: Pick<WatchActions, 'isPossible' | 'begin'>
}

interface FirstPorts {
  language: LanguagePort
  folders: Pick<FolderWatcher, 'isPossible' | 'choose'>
}

/** The first page's actions, and how the app takes over from them. */
export interface Opening {
  actions: FirstActions
  /** Does what was asked for meanwhile, in its order; from now on the app does everything. */
  handOver(app: App): void
}

/** Actions that are kept until the app behind the first page has come: nothing that a person brings is lost. */
export function createOpening(store: AppStore, { language, folders }: FirstPorts): Opening {
  let app: App | undefined
  const kept: ((app: App) => void)[] = []
  const whenThere = (deed: (app: App) => void) => {
    if (app === undefined) kept.push(deed)
    else deed(app)
  }

  return {
    actions: {
      store,
      language: createLanguage(store, language),
      bring(incoming) {
        if (app === undefined) store.setState({ isBringing: true })
        whenThere((there) => there.bring(incoming))
      },
      addresses: {
        ask: (addresses) => whenThere((there) => there.addresses.ask(addresses)),
        refuse: (reason) => whenThere((there) => there.addresses.refuse(reason)),
      },
      sessions: { setOpen: (isOpen) => whenThere((there) => there.sessions.setOpen(isOpen)) },
      watching: {
        isPossible: folders.isPossible,
        // Browsers let a folder be chosen while the press is being handled, and not later.
        async begin(choice = folders.choose()) {
          whenThere((there) => void there.watching.begin(choice))
        },
      },
    },
    handOver(there) {
      app = there
      for (const deed of kept.splice(0)) deed(there)
      store.setState({ isBringing: false })
    },
  }
}
