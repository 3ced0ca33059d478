import { heldLocks, holdForLife } from '#core/locks.ts'

/** A place on the device for copies of files that are too many for memory. */
export interface Overflow {
  /** A copy that lasts as long as this tab; undefined where the browser has no such place or no room. Rejects where the file itself cannot be read. */
  copy(file: Blob): Promise<Kept | undefined>
  /** The same of bytes that come one after the other, once something of them is there: what has been read is lost where there turns out to be no room. */
  keep(bytes: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Kept | undefined>
}

interface Kept {
  file: Blob
  remove(): void
}

const folderName = 'incoming'

/** Copies in the origin's private file system, in a folder of this tab's own; those of tabs that are gone are deleted at the first use. */
export function createOverflow(): Overflow {
  let opening: Promise<FileSystemDirectoryHandle | undefined> | undefined
  let count = 0

  async function keep(bytes: () => ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Kept | undefined> {
    opening ??= openFolder().catch(() => undefined)
    const folder = await opening
    if (folder === undefined) return undefined
    count += 1
    const name = String(count)
    const remove = () => void folder.removeEntry(name).catch(() => {})
    try {
      const handle = await folder.getFileHandle(name, { create: true })
      await bytes().pipeTo(await handle.createWritable())
      return { file: await handle.getFile(), remove }
    } catch {
      remove()
      return undefined
    }
  }

  return {
    async copy(file) {
      // Looked at first, so that what goes wrong afterwards is the place's fault and not the file's.
      await file.slice(0, 1).arrayBuffer()
      return await keep(() => file.stream())
    },
    keep: (bytes) => keep(() => bytes),
  }
}

async function openFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory()
  const all = await root.getDirectoryHandle(folderName, { create: true })
  const own = String(crypto.getRandomValues(new Uint32Array(1))[0])
  // Without locks nobody knows which tabs are still there.
  if (await holdForLife(lockName(own))) await sweep(all)
  return await all.getDirectoryHandle(own, { create: true })
}

const lockName = (folder: string) => `clearcut-incoming-${folder}`

async function sweep(all: FileSystemDirectoryHandle): Promise<void> {
  const held = await heldLocks()
  const names: string[] = []
  for await (const name of all.keys()) names.push(name)
  const left = names.filter((name) => !held.has(lockName(name)))
  await Promise.all(left.map((name) => all.removeEntry(name, { recursive: true }).catch(() => {})))
}
