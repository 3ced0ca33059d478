/** A language that the page is written in. */
export interface Language {
  /** Its BCP 47 code. */
  code: LanguageCode
  /** Its name as its speakers write it. */
  name: string
  direction: 'ltr' | 'rtl'
}

export type LanguageCode = (typeof languageCodes)[number]

export const languageCodes = ['en', 'de', 'fr', 'es', 'ja', 'ar'] as const

export const languages: Readonly<Record<LanguageCode, Language>> = {
  en: { code: 'en', name: 'English', direction: 'ltr' },
  de: { code: 'de', name: 'Deutsch', direction: 'ltr' },
  fr: { code: 'fr', name: 'Français', direction: 'ltr' },
  es: { code: 'es', name: 'Español', direction: 'ltr' },
  ja: { code: 'ja', name: '日本語', direction: 'ltr' },
  ar: { code: 'ar', name: 'العربية', direction: 'rtl' },
}

/** The first of the wanted languages (BCP 47 tags such as `de-AT`, the dearest first) that there is; English where there is none. */
export function languageFor(wanted: readonly string[]): LanguageCode {
  for (const tag of wanted) {
    const code = tag.toLowerCase().split('-', 1)[0]
    if (isLanguageCode(code)) return code
  }
  return 'en'
}

export function isLanguageCode(value: unknown): value is LanguageCode {
  return languageCodes.some((code) => code === value)
}
