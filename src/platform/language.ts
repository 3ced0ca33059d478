import type { LanguageCode } from '#core/languages.ts'
import type { LanguagePort } from '#core/ports.ts'
import { learn, speakIn } from '#core/say.ts'
import { chosenLanguage, markLanguage, wantedLanguage } from './wantedLanguage.ts'
import { fetchWords } from './wordFiles.ts'

let spoken: LanguageCode = 'en'
let later: Promise<void> | undefined

/**
 * Begins to speak in the wanted language, or, where its words cannot be had, in English. The words
 * that the first page needs are there when this settles, and the others on their way.
 */
export async function beginToSpeak(): Promise<LanguagePort> {
  await speak(wantedLanguage()).catch(() => speak('en'))
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
      chosenLanguage.write(language)
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
  markLanguage(language)
}
