import { type DBSchema, openDB } from 'idb'
import type { Shelf } from './shelf.ts'

interface Schema extends DBSchema {
  files: { key: string; value: Uint8Array<ArrayBuffer> }
  /** Apart from the files, so that telling a size does not read a model of 170 MB. */
  sizes: { key: string; value: number }
}

/** Files in IndexedDB, each write one transaction. Rejects where the browser refuses it. */
export async function openDatabaseShelf(): Promise<Shelf> {
  const database = await openDB<Schema>('models', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('files')
      fresh.createObjectStore('sizes')
    },
  })
  return {
    names: () => database.getAllKeys('sizes'),
    size: (name) => database.get('sizes', name),
    read: (name) => database.get('files', name),
    write: async (name, bytes) => {
      const change = database.transaction(['files', 'sizes'], 'readwrite')
      await Promise.all([
        change.objectStore('files').put(bytes, name),
        change.objectStore('sizes').put(bytes.byteLength, name),
        change.done,
      ])
    },
    remove: async (name) => {
      const change = database.transaction(['files', 'sizes'], 'readwrite')
      await Promise.all([
        change.objectStore('files').delete(name),
        change.objectStore('sizes').delete(name),
        change.done,
      ])
    },
  }
}
