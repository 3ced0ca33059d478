import { type Messages, setupI18n } from '@lingui/core'
import type { MessageId } from '#messages/ids.ts'
import type { LanguageCode } from './languages.ts'

/** What stands in a message for its arguments. */
export type Values = Readonly<Record<string, string | number>>

// Workers that take a table beside words, and never say one, are built without it.
const spoken = /* @__PURE__ */ setupI18n()

/** Makes these messages known, compiled ones; those of the same language that came before stay. */
export function learn(language: LanguageCode, messages: Messages): void {
  spoken.load(language, messages)
}

/** From now on all words are said in this language, whose messages must be known. */
export function speakIn(language: LanguageCode): void {
  spoken.activate(language)
}

/** The language in which words are said, for `Intl`; English in workers, which say none. */
export function spokenLanguage(): string {
  return spoken.locale === '' ? 'en' : spoken.locale
}

/**
 * A message in the language that is spoken, its arguments and plurals filled in (ICU MessageFormat). It must be said when it is shown, never kept by
 * a module: the language may change.
 */
export function say(id: MessageId, values?: Values): string {
  return spoken._(id, values)
}
