import type { LanguageCode } from '#core/languages.ts'
import type { LanguagePort } from '#core/ports.ts'
import { newId } from './id.ts'
import { type AppStore, addNotice } from './store.ts'

export interface LanguageActions {
  /** Goes on in another language, and in it at the next visit. Where its words cannot be had, the person is told, and nothing changes. */
  choose(language: LanguageCode): Promise<void>
}

export function createLanguage(store: AppStore, port: LanguagePort): LanguageActions {
  store.setState({ language: port.spoken })
  return {
    async choose(language) {
      if (await port.choose(language)) store.setState({ language })
      else addNotice(store, { kind: 'failure', id: newId(), reason: 'language-missing' })
    },
  }
}
