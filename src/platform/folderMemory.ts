import { storedJson } from './storedJson.ts'

/** A folder that is watched, and the paths of the files in it that are not new. */
export interface RememberedFolder {
  handle: FileSystemDirectoryHandle
  known: string[]
}

/** The browser's database that the folders lie in. */
export const watchedDatabase = 'watched'

const store = 'folders'

/**
 * Remembers the folder that this tab watches over a reload. Handles can lie in IndexedDB alone; which of them is this tab's stands in its own storage, which ends
 * with it. Where the browser keeps neither, nothing is remembered. Never throws.
 */
export function createFolderMemory() {
  const own = storedJson('clearcut-watched', () => sessionStorage)

  async function change(use: (folders: IDBObjectStore) => IDBRequest): Promise<unknown> {
    try {
      const database = await opened()
      try {
        return await settled(use(database.transaction(store, 'readwrite').objectStore(store)))
      } finally {
        database.close()
      }
    } catch {
      return undefined
    }
  }

  const key = () => {
    const kept = own.read()
    return typeof kept === 'string' ? kept : undefined
  }

  return {
    async keep(folder: RememberedFolder): Promise<void> {
      const id = key() ?? crypto.randomUUID()
      own.write(id)
      await change((folders) => folders.put(folder, id))
    },
    async recall(): Promise<RememberedFolder | undefined> {
      const id = key()
      if (id === undefined) return undefined
      const kept = await change((folders) => folders.get(id))
      return isFolder(kept) ? kept : undefined
    },
    async forget(): Promise<void> {
      const id = key()
      own.write(undefined)
      if (id !== undefined) await change((folders) => folders.delete(id))
    },
  }
}

function isFolder(kept: unknown): kept is RememberedFolder {
  if (typeof kept !== 'object' || kept === null || !('handle' in kept) || !('known' in kept)) return false
  return kept.handle instanceof FileSystemDirectoryHandle && Array.isArray(kept.known)
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(watchedDatabase, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(store)
  return settled(request)
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
