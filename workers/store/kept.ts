import { underLock } from '#core/locks.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { bytesOnDevice, type ShelfItem } from '#core/shelf.ts'
import type { ByteSource } from '#workers/weights/byteSource.ts'
import { accessHandleSource, blobSource } from '#workers/weights/fileSources.ts'
import { hashBlocks } from './blocks.ts'
import type { FileShelf } from './fileShelf.ts'
import { openFileShelf } from './fileShelf.ts'
import { type KeptRecord, readKept, writeKept } from './keptRecord.ts'

/** Name of the folder that checkpoints, and downloads on their way, are in. */
const folderName = 'checkpoints'

/** Held (shared) by whoever has files in the folder that no record speaks of yet. */
export const writingLock = 'clearcut-writing'

/** The checkpoints on this device; all workers and tabs of the origin see the same ones. Methods reject with the browser's DOMException. */
export interface Kept {
  readonly folder: FileShelf
  /** Last used first. An entry that is broken in any way is left out. */
  list(): Promise<ShelfItem[]>
  find(id: string): Promise<ShelfItem | undefined>
  /** Makes a file of the folder, verified by the caller and closed, an entry of the shelf. */
  keep(partName: string, item: ShelfItem, blocks: string[]): Promise<void>
  /** The file as it was kept. */
  file(id: string): Promise<File | undefined>
  /** Opens a checkpoint for reading, checked block by block first. It cannot be deleted until it is released. Fails with `model-missing`. */
  open(id: string): Promise<Outcome<OpenCheckpoint>>
  /** Fails with `model-in-use`; succeeds where there is nothing. */
  remove(id: string): Promise<Outcome<null>>
}

/** A checkpoint that is being read. */
export interface OpenCheckpoint {
  item: ShelfItem
  source: ByteSource
  release(): void
}

const fileName = (id: string) => `${id}.model`
const recordName = (id: string) => `${id}.json`
const useLock = (id: string) => `clearcut-use-${id}`

/** Opens the shelf. Rejects where the browser keeps no files. */
export async function openKept(): Promise<Kept> {
  const folder = await openFileShelf(folderName)

  const record = async (id: string): Promise<KeptRecord | undefined> => {
    const bytes = await folder.read(recordName(id))
    const kept = bytes === undefined ? undefined : readKept(bytes)
    return kept?.id === id && (await folder.size(fileName(id))) === bytesOnDevice(kept) ? kept : undefined
  }
  const drop = async (id: string) => {
    // The record goes first: a file without a record does not count.
    await folder.remove(recordName(id))
    await folder.remove(fileName(id))
  }

  return {
    folder,
    list: async () => {
      const ids = (await folder.names()).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5))
      const entries = await Promise.all(ids.map((id) => record(id).catch(() => undefined)))
      const items = entries.filter((entry) => entry !== undefined).map(withoutBlocks)
      return items.sort((a, b) => b.usedAt - a.usedAt)
    },
    find: async (id) => {
      const kept = await record(id)
      return kept === undefined ? undefined : withoutBlocks(kept)
    },
    keep: async (partName, item, blocks) => {
      await folder.rename(partName, fileName(item.id))
      await folder.write(recordName(item.id), writeKept({ ...item, blocks }))
    },
    file: async (id) => ((await record(id)) === undefined ? undefined : await folder.file(fileName(id))),
    open: async (id) => {
      const letGo = await hold(useLock(id))
      const kept = await record(id)
      const file = kept && (await folder.file(fileName(id)))
      if (kept === undefined || file === undefined) {
        letGo()
        return failure('model-missing')
      }
      const { source, close } = await openSource(folder, fileName(id), file)
      const release = () => {
        close()
        letGo()
      }
      if ((await hashBlocks(source)).join() !== kept.blocks.join()) {
        release()
        await drop(id).catch(() => {})
        return failure('model-missing', 'the file on this device was damaged')
      }
      const used = { ...kept, usedAt: Date.now() }
      await folder.write(recordName(id), writeKept(used)).catch(() => {})
      return success({ item: withoutBlocks(used), source, release })
    },
    remove: async (id) =>
      await underLock(useLock(id), { ifAvailable: true }, async (isFree) => {
        if (!isFree) return failure('model-in-use')
        await drop(id)
        return success(null)
      }),
  }
}

function withoutBlocks({ blocks: _, ...item }: KeptRecord): ShelfItem {
  return item
}

/** Takes the lock together with any other readers; the result lets it go. */
function hold(name: string): Promise<() => void> {
  return new Promise((held, refused) => {
    const wait = () => new Promise<void>((letGo) => held(letGo))
    underLock(name, { mode: 'shared' }, wait).catch(refused)
  })
}

/** A handle that others may read beside, where the browser has such; else the file as a blob, which is slower. */
async function openSource(
  folder: FileShelf,
  name: string,
  file: File,
): Promise<{ source: ByteSource; close: () => void }> {
  const handle = await folder.openForReading(name)
  if (handle === undefined) return { source: blobSource(file), close: () => {} }
  return { source: accessHandleSource(handle), close: () => handle.close() }
}
