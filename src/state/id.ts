let last = 0

/** A name that no other thing of this page has. (`crypto.randomUUID` is missing on pages served over plain HTTP.) */
export function newId(): string {
  last += 1
  return `id-${last}`
}

/** A name that no other thing of this or any other visit has, of digits and small letters. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('-')
}
