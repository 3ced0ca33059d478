import { isLanguageCode, type LanguageCode, languageFor, languages } from '#core/languages.ts'
import { storedJson } from './storedJson.ts'

/** The language that was chosen on this device by hand. */
export const chosenLanguage = storedJson('clearcut-language')

/** The language that was chosen here by hand, else the browser's, else English. */
export function wantedLanguage(): LanguageCode {
  const chosen = chosenLanguage.read()
  return isLanguageCode(chosen) ? chosen : languageFor(navigator.languages)
}

/** Tells browser and listeners what the page is written in, and from which side it is read. */
export function markLanguage(language: LanguageCode): void {
  document.documentElement.lang = language
  document.documentElement.dir = languages[language].direction
}
