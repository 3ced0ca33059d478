import { underLock } from '#core/locks.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { ShelfContents, ShelfItem, ShelfNews, ShelfWorker } from '#core/shelf.ts'
import { holdLock } from '#workers/matting/lock.ts'
import { addFile } from './addFile.ts'
import { openChannel } from './channel.ts'
import { type Patience, usualPatience } from './download/backoff.ts'
import { createDownloads, type Downloads } from './download/downloads.ts'
import { browserNetwork } from './download/network.ts'
import { type Kept, openKept, writingLock } from './kept.ts'
import { freeBytes, isPersisted, refusal } from './space.ts'

/** The shelf as the main thread sees it. Tests hand in less patience. */
export function createModelShelf(patience: Patience = usualPatience): ShelfWorker {
  const channel = openChannel()
  let listener: (news: ShelfNews) => void = () => {}
  const onNews = (news: ShelfNews) => listener(news)
  const network = browserNetwork((request) => onNews({ kind: 'request', request }))
  const adding = new Set<AbortController>()
  let opening: Promise<{ kept: Kept; downloads: Downloads }> | undefined
  const open = () => {
    opening ??= openKept()
      .then(async (kept) => {
        await sweep(kept)
        return { kept, downloads: createDownloads({ kept, network, patience, channel, onNews }) }
      })
      .catch((error: unknown) => {
        opening = undefined
        throw error
      })
    return opening
  }
  const changed = () => {
    onNews({ kind: 'changed' })
    channel.post({ kind: 'news', news: { kind: 'changed' } })
  }

  return {
    start: () => holdLock('shelf'),
    onNews: async (heard) => {
      listener = heard
      // Opened now, so that the news of other tabs are heard.
      await open().catch(() => {})
    },
    look: () => expected(async () => success(await look(await open()))),
    download: (order) => expected(async () => await (await open()).downloads.start(order)),
    // Where nothing is kept, nothing is on its way.
    pause: async (id) => await (await open().catch(() => undefined))?.downloads.pause(id),
    cancel: (id) => expected(async () => await (await open()).downloads.cancel(id)),
    addFile: (file, options = {}) =>
      expected(async () => {
        const controller = new AbortController()
        adding.add(controller)
        const onProgress = (done: number) => onNews({ kind: 'adding', done })
        try {
          const { signal } = controller
          const added = await addFile(file, (await open()).kept, { ...options, signal, onProgress })
          if (added.ok) changed()
          return added
        } catch (error) {
          if (controller.signal.aborted) return success(null)
          throw error
        } finally {
          adding.delete(controller)
        }
      }),
    stopAdding: async () => {
      for (const controller of adding) controller.abort()
    },
    open: (id) =>
      expected(async () => {
        const { kept } = await open()
        const [item, file] = [await kept.find(id), await kept.file(id)]
        if (item === undefined || file === undefined) return failure('model-missing')
        return success(new File([file], exportName(item)))
      }),
    remove: (id) =>
      expected(async () => {
        const removed = await (await open()).kept.remove(id)
        changed()
        return removed
      }),
    removeAll: () =>
      expected(async () => {
        const { kept, downloads } = await open()
        const cancelled = await Promise.all((await downloads.list()).map(({ id }) => downloads.cancel(id)))
        const removed = await Promise.all((await kept.list()).map(({ id }) => kept.remove(id)))
        changed()
        return [...cancelled, ...removed].find((outcome) => !outcome.ok) ?? success(null)
      }),
  }
}

function exportName({ file, stored }: ShelfItem): string {
  return stored === undefined ? file : file.replace(/(\.[^.]*)?$/, '-half$1')
}

async function look({ kept, downloads }: { kept: Kept; downloads: Downloads }): Promise<ShelfContents> {
  const names = await kept.folder.names()
  const sizes = await Promise.all(names.map((name) => kept.folder.size(name)))
  const storage = {
    usedBytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
    freeBytes: await freeBytes(),
    isPersisted: await isPersisted(),
  }
  return { items: await kept.list(), downloads: await downloads.list(), storage }
}

/** Frees what crashes have left: files that no record or journal speaks of. Not while anybody writes, in whichever tab: the next opening will do. */
async function sweep(kept: Kept): Promise<void> {
  await underLock(writingLock, { ifAvailable: true }, async (isFree) => {
    if (!isFree) return
    const names = await kept.folder.names()
    const keptIds = new Set((await kept.list()).map(({ id }) => id))
    const isNeeded = (name: string) => {
      const [stem, ending] = [name.replace(/\.[^.]+$/, ''), name.slice(name.lastIndexOf('.'))]
      if (ending === '.json') return true
      if (ending === '.model') return names.includes(`${stem}.json`)
      // What has become a model is no download any more.
      if (ending === '.journal') return !keptIds.has(stem)
      return ending === '.part' && names.includes(`${stem}.journal`) && !keptIds.has(stem)
    }
    await Promise.all(names.filter((name) => !isNeeded(name)).map((name) => kept.folder.remove(name).catch(() => {})))
  })
}

async function expected<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    return refusal(error)
  }
}
