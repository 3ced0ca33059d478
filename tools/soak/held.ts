import type { Page } from '@playwright/test'

/** What a page holds at one moment, after a collection. */
export interface Held {
  /** Heaps of the page and of its workers, wasm memory included, in bytes. */
  pageBytes: number
  workerBytes: number
  listeners: number
  /** Nodes of documents. */
  nodes: number
  workers: number
  urls: number
  bitmaps: number
  /** Files that the page keeps on the device. */
  fileBytes: number
}

/** Counts all of it. The browser has to be started with `eagerMeasuring`. */
export async function readHeld(page: Page): Promise<Held> {
  const session = await page.context().newCDPSession(page)
  try {
    await session.send('Performance.enable')
    for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
    const [listeners, nodes] = [metric('JSEventListeners'), metric('Nodes')]
    return { listeners, nodes, workers: page.workers().length, ...(await page.evaluate(heldInPage)) }
  } finally {
    await session.detach()
  }
}

/** Memory is measured at once, and not after the browser's next collection. */
export const eagerMeasuring = '--enable-blink-features=ForceEagerMeasureMemory'

/** Runs in the page. */
async function heldInPage(): Promise<Pick<Held, 'pageBytes' | 'workerBytes' | 'urls' | 'bitmaps' | 'fileBytes'>> {
  // Not part of TypeScript's types.
  const { measureUserAgentSpecificMemory: measure } = performance as unknown as {
    measureUserAgentSpecificMemory(): Promise<{
      bytes: number
      breakdown: { bytes: number; attribution: { scope: string }[] }[]
    }>
  }
  const { bytes, breakdown } = await measure.call(performance)
  let workerBytes = 0
  for (const part of breakdown) if (part.attribution.some(({ scope }) => scope !== 'Window')) workerBytes += part.bytes
  const { urls, bitmaps } = window.counters
  let open = 0
  for (const ref of bitmaps) if ((ref.deref()?.width ?? 0) > 0) open += 1
  let fileBytes = 0
  const folders = [await navigator.storage.getDirectory()]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const entry of folder.values()) {
      if (entry instanceof FileSystemDirectoryHandle) folders.push(entry)
      else if (entry instanceof FileSystemFileHandle) fileBytes += (await entry.getFile()).size
    }
  }
  return { pageBytes: bytes - workerBytes, workerBytes, urls: urls.size, bitmaps: open, fileBytes }
}
