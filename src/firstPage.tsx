import { renderToStaticMarkup } from 'react-dom/server'
import { App } from '#app/App.tsx'
import type { LanguageCode } from '#core/languages.ts'
import { learn, speakIn } from '#core/say.ts'
import { fetchWords } from '#platform/wordFiles.ts'
import { createOpening } from '#state/opening.ts'
import { createAppStore } from '#state/store.ts'

/**
 * The first page in this language as markup, as it is written into the built page: it can be read before any script has come that makes it work.
 * @public to the build
 */
export async function firstPage(language: LanguageCode): Promise<string> {
  learn(language, await fetchWords(language, 'first'))
  speakIn(language)
  const store = createAppStore()
  store.setState({ language })
  // On a server the state is asked for as it was at first.
  store.getInitialState = store.getState
  const { actions } = createOpening(store, {
    language: { spoken: language, choose: async () => false },
    folders: { isPossible: false, choose: async () => ({ ok: true, value: undefined }) },
  })
  const markup = renderToStaticMarkup(<App app={actions} baseUrl="./" behind={undefined} />)
  // What is found by them has to work.
  return markup.replaceAll(/ data-testid="[^"]*"/g, '')
}
