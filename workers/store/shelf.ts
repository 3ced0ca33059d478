import { openDatabaseShelf } from './databaseShelf.ts'
import { openFileShelf } from './fileShelf.ts'

/** A place for named files that outlives the worker. Its methods reject with the browser's DOMException. */
export interface Shelf {
  names(): Promise<string[]>
  /** Undefined where there is no such file. */
  size(name: string): Promise<number | undefined>
  read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** The file afterwards is wholly the new one, or, if this rejects or the worker ends, wholly what it was. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Does nothing where there is no such file. */
  remove(name: string): Promise<void>
}

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
