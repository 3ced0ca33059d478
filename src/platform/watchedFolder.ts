import type { FolderPhoto, FolderWatcher, WatchedFolder } from '#core/folders.ts'
import { isPictureName, isWrittenName } from '#core/names.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { isSystemPath } from './droppedFiles.ts'
import { createFolderMemory } from './folderMemory.ts'

/** What browsers with the File System Access API have, of which TypeScript's own types know nothing. */
interface Watcher {
  showDirectoryPicker?(options: { id: string; mode: 'read' }): Promise<FileSystemDirectoryHandle>
  FileSystemObserver?: new (
    listener: () => void,
  ) => {
    observe(folder: FileSystemDirectoryHandle, options: { recursive: boolean }): Promise<void>
    disconnect(): void
  }
}

/** A folder is looked into this often, also where the browser tells of changes: not every file system does. */
const lookEveryMs = 2000

/** A new file as it was when it was seen last: one that still grows is not whole. */
interface Seen {
  bytes: number
  changed: number
}

const memory = createFolderMemory()

/** Folders of the person's disk, where the browser opens them to pages. */
export function createFolderWatcher(): FolderWatcher {
  return { isPossible: (window as Watcher).showDirectoryPicker !== undefined, choose, recall }
}

async function choose(): Promise<Outcome<WatchedFolder | undefined>> {
  try {
    const folder = await (window as Watcher).showDirectoryPicker?.({ id: 'photos', mode: 'read' })
    if (folder === undefined) return success(undefined)
    const known = new Set<string>()
    const there: FileEntry[] = []
    for await (const entry of entriesOf(folder, folder.name)) {
      known.add(entry.path)
      there.push(entry)
    }
    return success(watched(folder, known, there, true))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return success(undefined)
    return failure('folder-gone', String(error))
  }
}

async function recall(): Promise<WatchedFolder | undefined> {
  const folder = await memory.recall()
  if (folder === undefined) return undefined
  const { handle, known } = folder
  const permission = await (handle as Permitted).queryPermission?.(readOnly).catch(() => 'denied')
  return watched(handle, new Set(known), [], permission === 'granted')
}

/** What browsers that open folders to pages have, of which TypeScript's own types know nothing. */
interface Permitted {
  queryPermission?(mode: typeof readOnly): Promise<string>
  requestPermission?(mode: typeof readOnly): Promise<string>
}

const readOnly = { mode: 'read' } as const

function watched(
  handle: FileSystemDirectoryHandle,
  known: Set<string>,
  there: FileEntry[],
  isAllowed: boolean,
): WatchedFolder {
  const keep = () => memory.keep({ handle, known: [...known] })
  return {
    name: handle.name,
    there: there.length,
    isAllowed,
    allow: async () => {
      const answer = await (handle as Permitted).requestPermission?.(readOnly).catch(() => 'denied')
      return answer === 'granted'
    },
    photosThere: () => photosOf(there),
    async watch(onPhotos, signal) {
      await keep()
      return await watch(
        handle,
        known,
        (photos) => {
          onPhotos(photos)
          void keep()
        },
        signal,
      )
    },
    forget: () => void memory.forget(),
  }
}

interface FileEntry {
  path: string
  folder: string
  handle: FileSystemFileHandle
}

/** Looks into the folder until the signal is aborted; `known` are the paths of the files that are not new. */
async function watch(
  root: FileSystemDirectoryHandle,
  known: Set<string>,
  onPhotos: (photos: FolderPhoto[]) => void,
  signal: AbortSignal,
): Promise<Outcome<null>> {
  const seen = new Map<string, Seen>()
  let wake = () => {}
  // One listener for however long the folder is watched.
  signal.addEventListener('abort', () => wake(), { once: true })
  // What just appeared must rest before it is known to be whole.
  const stopObserving = await observed(root, () => seen.size === 0 && wake())
  try {
    while (!signal.aborted) {
      const whole: FolderPhoto[] = []
      for await (const entry of entriesOf(root, root.name)) {
        if (known.has(entry.path)) continue
        const photo = await wholePhoto(entry, seen)
        if (photo === undefined) continue
        known.add(entry.path)
        seen.delete(entry.path)
        whole.push(photo)
      }
      if (signal.aborted) break
      if (whole.length > 0) onPhotos(whole)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, seen.size > 0 ? lookEveryMs / 4 : lookEveryMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    return success(null)
  } catch (error) {
    return failure('folder-gone', String(error))
  } finally {
    stopObserving()
  }
}

/** Calls the listener on changes, where the browser tells of them; gives what ends that. */
async function observed(root: FileSystemDirectoryHandle, listener: () => void): Promise<() => void> {
  const { FileSystemObserver: Observer } = window as Watcher
  if (Observer === undefined) return () => {}
  const observer = new Observer(listener)
  try {
    await observer.observe(root, { recursive: true })
  } catch {
    // Network drives tell nothing; they are looked into all the same.
  }
  return () => observer.disconnect()
}

/** The photo, if its file is as it was at the last look. */
async function wholePhoto(entry: FileEntry, seen: Map<string, Seen>): Promise<FolderPhoto | undefined> {
  try {
    const file = await entry.handle.getFile()
    const before = seen.get(entry.path)
    seen.set(entry.path, { bytes: file.size, changed: file.lastModified })
    const isWhole = file.size > 0 && before?.bytes === file.size && before.changed === file.lastModified
    return isWhole ? { name: file.name, file, folder: entry.folder } : undefined
  } catch (error) {
    // Gone again, as programs that write beside a file and rename it do, or not to be read yet.
    if (error instanceof DOMException) return undefined
    throw error
  }
}

async function photosOf(entries: readonly FileEntry[]): Promise<FolderPhoto[]> {
  const photos: FolderPhoto[] = []
  for (const { handle, folder } of entries) {
    const file = await handle.getFile().catch(() => undefined)
    if (file !== undefined) photos.push({ name: file.name, file, folder })
  }
  return photos
}

/** The files below a folder that are called pictures, in the order of their names; cutouts that were written there are no photos. */
async function* entriesOf(folder: FileSystemDirectoryHandle, path: string): AsyncGenerator<FileEntry> {
  const children: [string, FileSystemHandle][] = []
  for await (const child of folder.entries()) if (!isSystemPath(child[0])) children.push(child)
  children.sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
  for (const [name, child] of children) {
    if (child.kind === 'directory') yield* entriesOf(child as FileSystemDirectoryHandle, `${path}/${name}`)
    else if (isPictureName(name) && !isWrittenName(name))
      yield { path: `${path}/${name}`, folder: path, handle: child as FileSystemFileHandle }
  }
}
