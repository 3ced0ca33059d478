import { isLanguageCode, type LanguageCode, languageFor, languages } from '#core/languages.ts'
import type { LanguagePort } from '#core/ports.ts'
import { learn, speakIn } from '#core/say.ts'
import { storedJson } from './storedJson.ts'
import { fetchWords } from './wordFiles.ts'

const stored = storedJson('clearcut-language')

let spoken: LanguageCode = 'en'
let later: Promise<void> | undefined

/**
 * Begins to speak in the language that was chosen here by hand, else in the browser's, else, or where its words cannot be had, in English. The words
 * that the first page needs are there when this settles, and the others on their way.
 */
export async function beginToSpeak(): Promise<LanguagePort> {
  const chosen = stored.read()
  const wanted = isLanguageCode(chosen) ? chosen : languageFor(navigator.languages)
  await speak(wanted).catch(() => speak('en'))
  laterWords().catch(() => {})
  return {
    get spoken() {
      return spoken
    },
    async choose(language) {
      try {
        // What is on the page now needs both parts.
        learn(language, await fetchWords(language, 'later'))
        await speak(language)
      } catch {
        return false
      }
      later = Promise.resolve()
      stored.write(language)
      return true
    },
  }
}

/** Settles when the words of the parts that are loaded later are there. One that failed is tried anew. */
export function laterWords(): Promise<void> {
  later ??= fetchWords(spoken, 'later').then(
    (messages) => learn(spoken, messages),
    (error: unknown) => {
      later = undefined
      throw error
    },
  )
  return later
}

async function speak(language: LanguageCode): Promise<void> {
  learn(language, await fetchWords(language, 'first'))
  speakIn(language)
  spoken = language
  document.documentElement.lang = language
  document.documentElement.dir = languages[language].direction
}
