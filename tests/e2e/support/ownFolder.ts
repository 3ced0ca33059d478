// All of these run in the page.

/** Lets the page choose a folder of its own file system, as the browser's dialog cannot be driven; all else is as with any folder. */
export function chooseOwnFolder(): void {
  Object.assign(window, {
    showDirectoryPicker: async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('Shop', { create: true }),
  })
}

/** Names and bytes of all files below the chosen folder. */
export async function filesInFolder(): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  async function walk(folder: FileSystemDirectoryHandle, path: string): Promise<void> {
    for await (const [name, entry] of folder.entries()) {
      if (entry instanceof FileSystemDirectoryHandle) await walk(entry, `${path}${name}/`)
      else if (entry instanceof FileSystemFileHandle) found[path + name] = (await entry.getFile()).size
    }
  }
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('Shop'), '')
  return found
}

/** What a file of the chosen folder holds, in base64. */
export async function readFromFolder(name: string): Promise<string> {
  const shop = await (await navigator.storage.getDirectory()).getDirectoryHandle('Shop')
  const file = await (await shop.getFileHandle(name)).getFile()
  const bytes = new Uint8Array(await file.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** Puts a file into the chosen folder, as another program does. */
export async function writeIntoFolder({ name, base64 }: { name: string; base64: string }): Promise<void> {
  const parts = name.split('/')
  let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Shop', { create: true })
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true })
  const writable = await (await folder.getFileHandle(parts.at(-1) ?? name, { create: true })).createWritable()
  await writable.write(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)))
  await writable.close()
}
