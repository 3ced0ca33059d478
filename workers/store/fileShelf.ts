import type { Shelf } from './shelf.ts'

const unfinished = '.part'

/** Files in the folder `models/` of the origin's private file system; only in a dedicated worker. Rejects where the browser refuses it. */
export async function openFileShelf(): Promise<Shelf> {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle('models', { create: true })
  if (!('move' in FileSystemFileHandle.prototype))
    throw new DOMException('files cannot be renamed', 'NotSupportedError')
  const find = async (name: string) => {
    try {
      return await (await folder.getFileHandle(name)).getFile()
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
  }
  return {
    names: async () => {
      const names: string[] = []
      for await (const name of folder.keys()) names.push(name)
      return names
    },
    size: async (name) => (await find(name))?.size,
    read: async (name) => {
      const file = await find(name)
      return file === undefined ? undefined : new Uint8Array(await file.arrayBuffer())
    },
    write: async (name, bytes) => {
      const handle = await folder.getFileHandle(name + unfinished, { create: true })
      try {
        await writeAll(handle, bytes)
        await rename(handle, name)
      } catch (error) {
        await folder.removeEntry(name + unfinished).catch(() => {})
        throw error
      }
    },
    remove: async (name) => {
      try {
        await folder.removeEntry(name)
      } catch (error) {
        if (!isNotFound(error)) throw error
      }
    },
  }
}

async function writeAll(handle: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const access = await handle.createSyncAccessHandle()
  try {
    access.truncate(0)
    for (let at = 0; at < bytes.length; ) {
      const written = access.write(bytes.subarray(at), { at })
      // A full disk may show as a short write instead of an error.
      if (written === 0) throw new DOMException('the disk took no more bytes', 'QuotaExceededError')
      at += written
    }
    access.flush()
  } finally {
    access.close()
  }
}

/** `move` is in all browsers that have sync access handles, but not yet in TypeScript's library. It replaces a file of that name. */
async function rename(
  handle: FileSystemFileHandle & { move?(name: string): Promise<void> },
  name: string,
): Promise<void> {
  await handle.move?.(name)
}

function isNotFound(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError'
}
