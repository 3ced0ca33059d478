import type { AppState } from '#state/initialState.ts'

/** Whether the small BiRefNet should be offered: nothing of its kind is here or under way, and it can be fetched. */
export function isOfferedOf({ shelf, isOnline }: AppState): boolean {
  const isKnown = shelf.storage !== undefined
  return isKnown && isOnline && shelf.items.length === 0 && shelf.downloads.length === 0
}
