import { watchedDatabase } from './folderMemory.ts'

/** Names of all that Clearcut keeps in the page's storage begin so. */
const ours = 'clearcut-'

/** Deletes what was set, which folders were watched, and copies of photos that were too many for memory, then loads the page anew: what this one remembers is gone with it. */
export async function forgetStored(): Promise<void> {
  for (const storage of [() => localStorage, () => sessionStorage]) clear(storage)
  try {
    const root = await navigator.storage.getDirectory()
    await root.removeEntry('incoming', { recursive: true })
  } catch {
    // There are none.
  }
  try {
    indexedDB.deleteDatabase(watchedDatabase)
  } catch {
    // Where the browser has no databases none was made.
  }
  location.reload()
}

function clear(storage: () => Storage): void {
  try {
    const all = storage()
    for (const key of Object.keys(all)) if (key.startsWith(ours)) all.removeItem(key)
  } catch {
    // Where storage is refused nothing was kept.
  }
}
