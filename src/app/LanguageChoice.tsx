import { Languages } from 'lucide-react'
import { useStore } from 'zustand'
import { isLanguageCode, languageCodes, languages } from '#core/languages.ts'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import './languageChoice.css'

const languageOf = (state: AppState) => state.language

/** The language of the page, each under its own name: who cannot read the page finds theirs by it. */
export function LanguageChoice({ app }: { app: Pick<App, 'store' | 'language'> }) {
  const language = useStore(app.store, languageOf)
  const choose = (code: string) => {
    if (isLanguageCode(code)) void app.language.choose(code)
  }
  return (
    <label className="language" title={say('app.language')} translate="no">
      <Languages size={18} strokeWidth={1.8} aria-hidden="true" />
      <span aria-hidden="true">{language}</span>
      <select
        className="cover"
        aria-label={say('app.language')}
        value={language}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {languageCodes.map((code) => (
          <option key={code} value={code} lang={code}>
            {languages[code].name}
          </option>
        ))}
      </select>
    </label>
  )
}
