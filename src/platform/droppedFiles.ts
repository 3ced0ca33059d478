import type { Reason } from '#core/reasons.ts'

/** A file that a person brought, or the reason why it could not be read. */
export interface BroughtFile {
  name: string
  file: File | undefined
  /** The folders that it lay in, those above the one that was brought left out: `tree/blue`. */
  folder?: string
  reason?: Reason
}

/** What the file dialog offers at first; kinds that a device has no name for are named by their endings. */
export const acceptedFiles =
  'image/*,.heic,.heif,.tif,.tiff,.psd,.psb,.ico,.jxl,.jp2,.j2k,.avif,.svg,.zip,.onnx,.safetensors,.clearcut'

/** Names that systems put into folders by themselves; no person means them. */
const systemNames =
  /^(?:\.ds_store|\._.*|\.localized|\.directory|\.git|(?:eh)?thumbs\.db|desktop\.ini|__macosx|icon\r)$/i

/** Everything in a drop, folders searched through to the bottom. Must be called while the drop event is handled: its items die with it. */
export async function filesOfDrop(transfer: DataTransfer): Promise<BroughtFile[]> {
  const items = [...transfer.items].filter((item) => item.kind === 'file')
  const found = items.map((item) => {
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry?.isDirectory) return filesOfEntry(entry)
    return file === null ? [] : [brought(file)]
  })
  return (await Promise.all(found)).flat()
}

/** The files of an input field; of a chosen folder, without what the system put there. */
export function filesOfInput(files: Iterable<File>): BroughtFile[] {
  return [...files]
    .filter((file) => !isSystemPath(file.webkitRelativePath))
    .map((file) => ({ ...brought(file), ...folderOf(file.webkitRelativePath) }))
}

/** The pictures on the clipboard. A screenshot comes without a name of its own, so it is given one by its turn. */
export function filesOfPaste(transfer: DataTransfer, nameOf: () => string): BroughtFile[] {
  return [...transfer.files].map((file) => ({ name: /^image\.\w+$/.test(file.name) ? nameOf() : file.name, file }))
}

/** Does a system put a file of this path there by itself? */
export function isSystemPath(path: string): boolean {
  return path.split('/').some((part) => systemNames.test(part))
}

function brought(file: File): BroughtFile {
  return { name: file.name, file }
}

/** The folders of a path, which may begin with a slash. */
function folderOf(path: string): { folder?: string } {
  const folder = path.replace(/^\/+/, '').split('/').slice(0, -1).join('/')
  return folder === '' ? {} : { folder }
}

async function filesOfEntry(entry: FileSystemEntry): Promise<BroughtFile[]> {
  if (systemNames.test(entry.name)) return []
  if (isDirectory(entry)) {
    try {
      const found: BroughtFile[] = []
      // One after the other: a folder of thousands must not open them all at once.
      for (const child of await childrenOf(entry)) found.push(...(await filesOfEntry(child)))
      return found
    } catch {
      return [{ name: entry.name, file: undefined, reason: 'file-gone' }]
    }
  }
  return [await fileOf(entry as FileSystemFileEntry)]
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function fileOf(entry: FileSystemFileEntry): Promise<BroughtFile> {
  return new Promise((resolve) => {
    const gone = () => resolve({ name: entry.name, file: undefined, reason: 'file-gone' })
    entry.file((file) => resolve({ ...brought(file), ...folderOf(entry.fullPath) }), gone)
  })
}

/** `readEntries` gives at most a hundred at a time and has to be asked until it gives none. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0)
      return children.sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }))
    children.push(...batch)
  }
}
