let last = 0

/** A name that no other thing of this page has. (`crypto.randomUUID` is missing on pages served over plain HTTP.) */
export function newId(): string {
  last += 1
  return `id-${last}`
}
