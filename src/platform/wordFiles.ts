import type { Messages } from '@lingui/core'
import type { LanguageCode } from '#core/languages.ts'
import type { Part } from '#messages/areas.ts'

/** Each language's messages are files of their own: nobody pays for another's language. */
const wordFiles: Readonly<Record<LanguageCode, Readonly<Record<Part, () => Promise<{ messages: Messages }>>>>> = {
  en: { first: () => import('virtual:words-en-first'), later: () => import('virtual:words-en-later') },
  de: { first: () => import('virtual:words-de-first'), later: () => import('virtual:words-de-later') },
  fr: { first: () => import('virtual:words-fr-first'), later: () => import('virtual:words-fr-later') },
  es: { first: () => import('virtual:words-es-first'), later: () => import('virtual:words-es-later') },
  ja: { first: () => import('virtual:words-ja-first'), later: () => import('virtual:words-ja-later') },
  ar: { first: () => import('virtual:words-ar-first'), later: () => import('virtual:words-ar-later') },
}

export async function fetchWords(language: LanguageCode, part: Part): Promise<Messages> {
  return (await wordFiles[language][part]()).messages
}
