import { type FileShelf, openFileShelf } from '#workers/store/fileShelf.ts'
import { SharedFiles } from './sharedFiles.ts'

/** Where sessions lie on the device. */
export interface Places {
  journals: FileShelf
  files: SharedFiles
}

/** Names of the folders, which the page looks for before it starts the worker. */
const folders = { journals: 'sessions', files: 'session-files' } as const

/** Other tabs let their files go within this time. */
const patience = { times: 20, everyMs: 100 }

/** Rejects with a DOMException where the browser has no file system for pages, or refuses it. */
export async function openPlaces(): Promise<Places> {
  const [journals, files] = await Promise.all([openFileShelf(folders.journals), openFileShelf(folders.files)])
  return { journals, files: new SharedFiles(files) }
}

/** Deletes all of it. */
export async function clearPlaces(): Promise<void> {
  const root = await navigator.storage.getDirectory()
  for (const name of Object.values(folders)) await emptied(await root.getDirectoryHandle(name, { create: true }))
}

/** File by file: one that another tab has open until it hears of this must not keep the others. */
async function emptied(folder: FileSystemDirectoryHandle): Promise<void> {
  for (let turn = 0; turn < patience.times; turn++) {
    const names: string[] = []
    for await (const name of folder.keys()) names.push(name)
    if (names.length === 0) return
    await Promise.all(names.map((name) => folder.removeEntry(name).catch(() => {})))
    if (turn > 0) await new Promise((resolve) => setTimeout(resolve, patience.everyMs))
  }
}
