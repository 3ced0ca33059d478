import { proxy, type Remote, wrap } from 'comlink'
import { inject } from 'vitest'
import type { Download, DownloadOrder, OutsideRequest, ShelfNews } from '#core/shelf.ts'
import type { HubAnswer, HubFileSpec } from '#tests/hub/faults.ts'
import type { remoteShelf } from './shelf.worker.ts'

/** A worker as one tab has it, and all the news it has told. */
export interface Tab {
  shelf: Remote<typeof remoteShelf>
  news: ShelfNews[]
  /** Resolves with the first news of a download that fits, past ones included. */
  until(fits: (download: Download) => boolean): Promise<Download>
  requests(): OutsideRequest[]
  close(): void
}

const tabs: Tab[] = []

export function openTab(): Tab {
  const worker = new Worker(new URL('./shelf.worker.ts', import.meta.url), { type: 'module' })
  const shelf = wrap<typeof remoteShelf>(worker)
  const news: ShelfNews[] = []
  const waiting = new Set<() => void>()
  shelf.onNews(
    proxy((piece: ShelfNews) => {
      news.push(piece)
      for (const look of [...waiting]) look()
    }),
  )
  const tab: Tab = {
    shelf,
    news,
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = news.find((piece) => piece.kind === 'download' && fits(piece.download))
          if (found?.kind !== 'download') return
          waiting.delete(look)
          resolve(found.download)
        }
        waiting.add(look)
        look()
      }),
    requests: () => news.flatMap((piece) => (piece.kind === 'request' ? [piece.request] : [])),
    close: () => worker.terminate(),
  }
  tabs.push(tab)
  return tab
}

export function closeTabs(): void {
  for (const tab of tabs.splice(0)) tab.close()
}

/** A file of the look-alike and what a test needs of it. */
export interface Served {
  order: DownloadOrder
  sha256: string
  sizeBytes: number
  answers(): Promise<HubAnswer[]>
  /** Serves the same file without faults from now on. */
  heal(): Promise<void>
  /** Of the body, by the CDN. */
  sentBytes(): Promise<number>
}

let count = 0

/** Puts a file on the look-alike, by default of 3 MB and without faults. */
export async function serve(spec: Partial<HubFileSpec> = {}, change: Partial<DownloadOrder> = {}): Promise<Served> {
  const hubUrl = inject('hubUrl')
  const repository = `test/${Date.now()}-${count++}`
  const full: HubFileSpec = { sizeBytes: 3_000_000, seed: count, faults: [], ...spec }
  const control = `${hubUrl}__control/${encodeURIComponent(repository)}`
  const put = async (file: HubFileSpec) =>
    await (await fetch(control, { method: 'PUT', body: JSON.stringify(file) })).json()
  const { sha256, sizeBytes } = await put(full)
  const { pace: _, always: __, ...content } = full
  const heal = async () => void (await put({ ...content, faults: [] }))
  const answers = async (): Promise<HubAnswer[]> => (await (await fetch(control)).json()).answers
  const order: DownloadOrder = {
    id: 'net',
    name: 'Net',
    kind: 'birefnet',
    file: 'net.safetensors',
    sizeBytes,
    sha256,
    sources: [{ from: 'hub', url: `${hubUrl}${repository}/resolve/main/model.safetensors` }],
    ...change,
  }
  const sentBytes = async () => (await answers()).reduce((sum, answer) => sum + answer.sentBytes, 0)
  return { order, sha256, sizeBytes, answers, heal, sentBytes }
}

/** Empties the shelf, also of what a test that failed has left. */
export async function clearShelf(): Promise<void> {
  const root = await navigator.storage.getDirectory()
  await root.removeEntry('checkpoints', { recursive: true }).catch(() => {})
}
