import { proxy, wrap } from 'comlink'
import { success } from '#core/outcome.ts'
import type { Shelf } from '#core/ports.ts'
import type { ShelfNews, ShelfWorker } from '#core/shelf.ts'
import { lifespanOf } from './lifespan.ts'
import { renewedWorker } from './renewedWorker.ts'

/** Starts the shelf worker. */
function spawnShelfWorker(): Worker {
  return new Worker(new URL('../../workers/shelf.ts', import.meta.url), { type: 'module', name: 'shelf' })
}

/** The shelf over a real worker, which is started by the first call, and again after it died: downloads then go on where they stopped. */
export function createShelf(baseUrl: string, spawn: () => Worker = spawnShelfWorker): Shelf {
  let listener: (news: ShelfNews) => void = () => {}

  const call = renewedWorker<ShelfWorker>(() => {
    const worker = spawn()
    const remote = wrap<ShelfWorker>(worker)
    const lifespan = lifespanOf(worker, remote.start({ baseUrl }))
    remote.onNews(proxy((news: ShelfNews) => listener(news))).catch(() => {})
    return { worker, remote, ...lifespan }
  })

  return {
    look: () => call(async (remote) => await remote.look()),
    download: (order) => call(async (remote) => await remote.download(order)),
    pause: (id) =>
      call(async (remote) => {
        await remote.pause(id)
        return success(null)
      }),
    cancel: (id) => call(async (remote) => await remote.cancel(id)),
    addFile: (file, options) => call(async (remote) => await remote.addFile(file, options)),
    stopAdding: () =>
      call(async (remote) => {
        await remote.stopAdding()
        return success(null)
      }),
    open: (id) => call(async (remote) => await remote.open(id)),
    remove: (id) => call(async (remote) => await remote.remove(id)),
    removeAll: () => call(async (remote) => await remote.removeAll()),
    watch: (heard) => {
      listener = heard
    },
    persist,
  }
}

/** False also where the browser has no storage, or refuses to be asked. */
async function persist(): Promise<boolean> {
  try {
    return await navigator.storage.persist()
  } catch {
    return false
  }
}
