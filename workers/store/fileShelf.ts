import type { Shelf } from './shelf.ts'
import { writeAt } from './writeAt.ts'

const unfinished = '.part'

/** A shelf of real files, which can also be written and read piece by piece. Its methods reject with the browser's DOMException. */
export interface FileShelf extends Shelf {
  /** The file as it is now; undefined where there is none. */
  file(name: string): Promise<File | undefined>
  /** Opens a file, new or not, for writing at any place. Rejects with `NoModificationAllowedError` while it is open elsewhere. The caller closes it. */
  openForWriting(name: string): Promise<FileSystemSyncAccessHandle>
  /** Opens a file that others may read at the same time; undefined where this browser cannot. The caller closes it. */
  openForReading(name: string): Promise<FileSystemSyncAccessHandle | undefined>
  /** Replaces a file of the new name. */
  rename(name: string, newName: string): Promise<void>
}

/** Files in a folder of the origin's private file system; only in a dedicated worker. Rejects where the browser refuses it. */
export async function openFileShelf(folderName = 'models'): Promise<FileShelf> {
  const folder = await openFolder(folderName)
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
    file: find,
    openForWriting: async (name) => await (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle(),
    openForReading: async (name) => await openShared(await folder.getFileHandle(name)),
    rename: async (name, newName) => await rename(await folder.getFileHandle(name), newName),
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

/** Parts of it are missing in some browsers: files that cannot be renamed or written at any place are of no use here. */
function hasFileSystem(): boolean {
  if (typeof FileSystemFileHandle === 'undefined' || navigator.storage?.getDirectory === undefined) return false
  return ['move', 'createSyncAccessHandle'].every((method) => method in FileSystemFileHandle.prototype)
}

/** Refusals differ: SecurityError, NotAllowedError, or a TypeError where the whole interface is taken away. */
async function openFolder(name: string): Promise<FileSystemDirectoryHandle> {
  try {
    if (!hasFileSystem()) throw new DOMException('this browser has no file system for pages', 'NotSupportedError')
    const root = await navigator.storage.getDirectory()
    return await root.getDirectoryHandle(name, { create: true })
  } catch (error) {
    throw error instanceof DOMException ? error : new DOMException(String(error), 'NotAllowedError')
  }
}

async function writeAll(handle: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const access = await handle.createSyncAccessHandle()
  try {
    access.truncate(0)
    writeAt(access, bytes, 0)
    access.flush()
  } finally {
    access.close()
  }
}

interface SharedHandles {
  createSyncAccessHandle(options: {
    mode: 'read-only'
  }): Promise<FileSystemSyncAccessHandle & { readonly mode?: string }>
}

/** Modes are in Chromium only, so far: others ignore the option and would lock every other reader out. */
async function openShared(
  handle: FileSystemFileHandle & SharedHandles,
): Promise<FileSystemSyncAccessHandle | undefined> {
  try {
    const access = await handle.createSyncAccessHandle({ mode: 'read-only' })
    if (access.mode === 'read-only') return access
    access.close()
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
  return undefined
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
