/** What the page counts of itself, for `readHeld`. */
export interface Counters {
  urls: Set<string>
  /** Pictures that were made in the page or came from a worker. */
  bitmaps: Set<WeakRef<ImageBitmap>>
  workers: Set<WeakRef<Worker>>
  /** Makes the page see what it would see of a tab that is hidden or shown. */
  show(visibility: DocumentVisibilityState): void
}

declare global {
  interface Window {
    counters: Counters
  }
}

/** Counts object URLs, bitmaps and workers; runs in the page, before its own scripts. A text, because what compiles functions names them by a helper that the page lacks. */
export const countingScript = `
window.counters = {
  urls: new Set(),
  bitmaps: new Set(),
  workers: new Set(),
  show(visibility) {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility })
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => visibility === 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  },
}
{
  const { urls, bitmaps, workers } = window.counters
  const { createObjectURL, revokeObjectURL } = URL
  URL.createObjectURL = (blob) => {
    const url = createObjectURL.call(URL, blob)
    urls.add(url)
    return url
  }
  URL.revokeObjectURL = (url) => {
    urls.delete(url)
    revokeObjectURL.call(URL, url)
  }
  const known = new WeakSet()
  const learn = (value, depth) => {
    if (typeof value !== 'object' || value === null || known.has(value)) return
    if (value instanceof ImageBitmap) {
      known.add(value)
      bitmaps.add(new WeakRef(value))
    } else if (depth > 0 && (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype))
      for (const part of Object.values(value)) learn(part, depth - 1)
  }
  const create = window.createImageBitmap
  window.createImageBitmap = async (...given) => {
    const bitmap = await create.apply(window, given)
    learn(bitmap, 0)
    return bitmap
  }
  const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')
  Object.defineProperty(MessageEvent.prototype, 'data', {
    configurable: true,
    enumerable: true,
    get() {
      const data = get.call(this)
      learn(data, 6)
      return data
    },
  })
  const Original = window.Worker
  window.Worker = class extends Original {
    constructor(...given) {
      super(...given)
      workers.add(new WeakRef(this))
    }
  }
}`
