import type { Size } from './geometry.ts'
import { say, spokenLanguage } from './say.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** A number in the digits of the language that is spoken, with so many of them behind the point and none grouped: sizes in pixels are not. */
export function numberInWords(value: number, fractionDigits = 0): string {
  return formatOf({ minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits }).format(value)
}

/** Making a format takes far longer than using it. */
function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([spokenLanguage(), options])
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(spokenLanguage(), {
      ...options,
      useGrouping: false,
      signDisplay: 'negative',
    })
  formats.set(key, format)
  return format
}

/** A size in bytes as a person reads it: `412 kB`, `1.8 MB`. Decimal units, as file managers show them. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return say('figures.bytes', { number: numberInWords(bytes) })
  if (bytes < 999_500) return say('figures.kilobytes', { number: numberInWords(bytes / 1000) })
  if (bytes < 999_500_000)
    return say('figures.megabytes', { number: numberInWords(bytes / 1e6, bytes < 9_950_000 ? 1 : 0) })
  return say('figures.gigabytes', { number: numberInWords(bytes / 1e9, 1) })
}

/** A duration as a person reads it: `85 ms`, `0.42 s`, `12 s`. */
export function durationInWords(ms: number): string {
  if (ms < 100) return say('figures.milliseconds', { number: numberInWords(ms) })
  return say('figures.seconds', { number: numberInWords(ms / 1000, ms < 995 ? 2 : ms < 9950 ? 1 : 0) })
}

/** `680 × 440` */
export function sizeInWords({ width, height }: Size): string {
  return say('figures.size', { width: numberInWords(width), height: numberInWords(height) })
}

/** A share from 0 to 1 as `62 %`, with a space that does not break. */
export function percentInWords(share: number): string {
  return say('figures.percent', { number: numberInWords(share * 100) })
}

/** Time that something will still take, roughly, as a person reads it: `a few seconds`, `40 s`, `3 min`, `2 h`. */
export function remainingInWords(seconds: number): string {
  if (seconds < 5) return say('figures.fewSeconds')
  if (seconds < 90) return say('figures.seconds', { number: numberInWords(Math.ceil(seconds / 5) * 5) })
  if (seconds < 5400) return say('figures.minutes', { number: numberInWords(seconds / 60) })
  return say('figures.hours', { number: numberInWords(seconds / 3600) })
}

/** A length in pixels with its sign as typesetters write it: `−1.5 px`. */
export function pixelsInWords(pixels: number): string {
  return say('figures.pixels', { number: formatOf({}).format(pixels).replace('-', '−') })
}
