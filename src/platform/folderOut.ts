import type { FolderOut, NamedFile } from '#core/folders.ts'
import { numberedName } from '#core/names.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'

/** What browsers with the File System Access API have, of which TypeScript's own types know nothing. */
interface FolderChooser {
  showDirectoryPicker?(options: { id: string; mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>
}

/** Can the person choose a folder that files are written into? */
export function takesFolders(): boolean {
  return (window as FolderChooser).showDirectoryPicker !== undefined
}

/** Lets the person choose a folder; `undefined` where they chose none. Fails with `folder-refused`. Must be called while a press is being handled. */
export async function chooseFolder(): Promise<Outcome<FolderOut | undefined>> {
  try {
    const folder = await (window as FolderChooser).showDirectoryPicker?.({ id: 'cutouts', mode: 'readwrite' })
    return success(folder && folderOut(folder))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return success(undefined)
    return failure('folder-refused', String(error))
  }
}

/** Writes files below this folder. What lies there already is left alone: a file of that name gets a number. */
function folderOut(root: FileSystemDirectoryHandle): FolderOut {
  return {
    name: root.name,
    async write({ name, blob }) {
      try {
        await writeWhole(root, { name, blob })
        return success(null)
      } catch (error) {
        const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
        return failure(isFull ? 'disk-full' : 'folder-refused', String(error))
      }
    },
  }
}

async function writeWhole(root: FileSystemDirectoryHandle, { name, blob }: NamedFile): Promise<void> {
  const parts = name.split('/')
  const fileName = parts.pop() ?? name
  let folder = root
  for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true })
  const file = await folder.getFileHandle(await freeName(folder, fileName), { create: true })
  // The browser writes beside the file and puts it in its place at the end: nobody ever sees half of it.
  await blob.stream().pipeTo(await file.createWritable())
}

async function freeName(folder: FileSystemDirectoryHandle, name: string): Promise<string> {
  let free = name
  for (let number = 2; await isThere(folder, free); number += 1) free = numberedName(name, number)
  return free
}

async function isThere(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await folder.getFileHandle(name)
    return true
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return false
    // A folder of that name is in the way as well.
    if (error instanceof DOMException && error.name === 'TypeMismatchError') return true
    throw error
  }
}
