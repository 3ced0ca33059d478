import { digitsOfName } from '#core/colourNames.ts'

/** `#rrggbb` of three numbers from 0 to 255. */
export function hexOfRgb(red: number, green: number, blue: number): string {
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/**
 * A colour as people write it to remove.bg: 3, 4, 6 or 8 hexadecimal digits with or without `#` (the last is alpha), or a CSS name.
 * Undefined where it is none.
 */
export function colourOfText(text: string): { colour: string; opacity: number } | undefined {
  const word = text.trim().toLowerCase()
  if (word === 'transparent') return { colour: '#000000', opacity: 0 }
  const digits = digitsOfName(word) ?? word.replace(/^#/, '')
  if (!/^(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(digits)) return undefined
  const long = digits.length <= 4 ? [...digits].map((digit) => digit + digit).join('') : digits
  const alpha = long.length === 8 ? Number.parseInt(long.slice(6), 16) / 255 : 1
  return { colour: `#${long.slice(0, 6)}`, opacity: alpha }
}
