/** Something that is set for single photos, by their ids, and what the others have. */
export interface PerPhoto<T> {
  usual: T
  own: Readonly<Record<string, T>>
}

/** What this photo has. */
export function ofPhoto<T>({ usual, own }: PerPhoto<T>, photoId: string): T {
  return own[photoId] ?? usual
}

/** With a change for all photos, and those to come: what single ones have of their own otherwise stays. */
export function changedForAll<T>({ usual, own }: PerPhoto<T>, change: Partial<T>): PerPhoto<T> {
  const changed = Object.entries(own).map(([id, settings]) => [id, { ...settings, ...change }] as const)
  return { usual: { ...usual, ...change }, own: Object.fromEntries(changed) }
}

/** With a change for one photo alone. */
export function changedForOne<T>(all: PerPhoto<T>, photoId: string, change: Partial<T>): PerPhoto<T> {
  return { ...all, own: { ...all.own, [photoId]: { ...ofPhoto(all, photoId), ...change } } }
}

/** With one photo following the others again. */
export function withoutOwn<T>({ usual, own }: PerPhoto<T>, photoId: string): PerPhoto<T> {
  return { usual, own: Object.fromEntries(Object.entries(own).filter(([id]) => id !== photoId)) }
}
