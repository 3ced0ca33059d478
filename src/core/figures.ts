import type { Size } from './geometry.ts'

/** A size in bytes as a person reads it: `412 kB`, `1.8 MB`. Decimal units, as file managers show them. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`
  if (bytes < 999_500_000) return `${(bytes / 1e6).toFixed(bytes < 9_950_000 ? 1 : 0)} MB`
  return `${(bytes / 1e9).toFixed(1)} GB`
}

/** A duration as a person reads it: `85 ms`, `0.42 s`, `12 s`. */
export function durationInWords(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} ms`
  if (ms < 9950) return `${(ms / 1000).toFixed(ms < 995 ? 2 : 1)} s`
  return `${Math.round(ms / 1000)} s`
}

/** `680 × 440` */
export function sizeInWords(size: Size): string {
  return `${size.width} × ${size.height}`
}

/** A share from 0 to 1 as `62 %`, with a space that does not break. */
export function percentInWords(share: number): string {
  return `${Math.round(share * 100)}\u00a0%`
}

/** `1 photo`, `20 photos` */
export function countInWords(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Time that something will still take, roughly, as a person reads it: `a few seconds`, `40 s`, `3 min`, `2 h`. */
export function remainingInWords(seconds: number): string {
  if (seconds < 5) return 'a few seconds'
  if (seconds < 90) return `${Math.ceil(seconds / 5) * 5} s`
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}

/** A length in pixels with its sign as typesetters write it: `−1.5 px`. */
export function pixelsInWords(pixels: number): string {
  return `${pixels < 0 ? '−' : ''}${Math.abs(pixels)}\u00a0px`
}
