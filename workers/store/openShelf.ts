import { openDatabaseShelf } from './databaseShelf.ts'
import { openFileShelf } from './fileShelf.ts'
import type { Shelf } from './shelf.ts'

/**
 * The best place that this browser allows: the origin's file system, or IndexedDB. Firefox and Safari refuse the first in private
 * windows but keep the second until the window is closed. Plain memory would not do: one worker adds a model and another runs it,
 * and either may be ended at any time. Rejects where the browser allows neither.
 */
export async function openShelf(): Promise<Shelf> {
  try {
    return await openFileShelf()
  } catch {
    try {
      return await openDatabaseShelf()
    } catch (error) {
      // Refusals differ: SecurityError, InvalidStateError, or a TypeError where the whole interface is taken away.
      throw new DOMException(String(error), 'NotAllowedError')
    }
  }
}
