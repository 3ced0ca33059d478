/** Characters that all entities of a drawing may add. Programs write a few short ones; a bomb writes billions. */
const maxAddedCharacters = 1_000_000

/**
 * Whether the document type of an XML text declares entities that are not harmless: nested, fetched from elsewhere, or used so often that the text would swell.
 * Harmless ones are common: Illustrator names its namespaces by them.
 */
export function hasHostileEntities(text: string): boolean {
  if (!/<!ENTITY/i.test(text)) return false
  const lengths = new Map<string, number>()
  let declarations = 0
  for (const [, name, quoted] of text.matchAll(/<!ENTITY\s+([\w.:-]+)\s+("[^"]*"|'[^']*')\s*>/g)) {
    if (name === undefined || quoted === undefined || /[&%]/.test(quoted)) return true
    lengths.set(name, quoted.length)
    declarations += 1
  }
  // Parameter entities and those fetched from elsewhere have other forms, and are not matched above.
  if (declarations !== text.match(/<!ENTITY/gi)?.length) return true
  let added = 0
  for (const [, name = ''] of text.matchAll(/&([\w.:-]+);/g)) added += lengths.get(name) ?? 0
  return added > maxAddedCharacters
}
