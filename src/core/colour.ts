/** A colour that a person wrote (`#1a2`, `1A2B3C`) as `#rrggbb`, or undefined while it is not a whole one. */
export function hexOf(text: string): string | undefined {
  const digits = text.trim().replace(/^#/, '').toLowerCase()
  if (/^[0-9a-f]{6}$/.test(digits)) return `#${digits}`
  if (/^[0-9a-f]{3}$/.test(digits)) return `#${[...digits].map((digit) => digit + digit).join('')}`
  return undefined
}
