/** A number as it was written, its digits turned into ASCII's: keyboards for Arabic, Persian and Japanese write others. */
export function plainDigits(text: string): string {
  // In each of these rows the digit is the last half byte.
  return text.replace(/[٠-٩۰-۹０-９]/g, (digit) => `${digit.charCodeAt(0) & 15}`)
}
