import { spokenLanguage } from './say.ts'

/** Days and times of the day are written as the spoken language does; in English the British way, like the rest of its words. */
function written(at: number, style: Intl.DateTimeFormatOptions): string {
  const language = spokenLanguage()
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, style).format(at)
}

/** `30 Nov 2026`. Times are milliseconds since 1970. */
export function dayInWords(at: number): string {
  return written(at, { dateStyle: 'medium' })
}

/** `14:05` */
export function clockInWords(at: number): string {
  return written(at, { timeStyle: 'short' })
}

/** `14:05:09` */
export function clockWithSecondsInWords(at: number): string {
  return written(at, { timeStyle: 'medium' })
}
