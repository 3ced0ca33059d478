/** The cache in which the service worker keeps what other apps have shared, and the header with a file's name; see `workers/shared.ts`. */
const cacheName = 'clearcut-shared'
const nameHeader = 'x-name'

/** Photos that another app has shared with this one since they were asked for last, in their order. They are here once. Never rejects. */
export async function takeSharedFiles(): Promise<File[]> {
  const isShared = new URLSearchParams(location.search).has('shared')
  if (!isShared) return []
  // A reload must not look like another share.
  history.replaceState(history.state, '', location.pathname)
  try {
    const cache = await caches.open(cacheName)
    const files: File[] = []
    for (const request of await cache.keys()) {
      const response = await cache.match(request)
      if (response !== undefined) files.push(await fileOf(response))
      await cache.delete(request)
    }
    return files
  } catch {
    return []
  }
}

async function fileOf(response: Response): Promise<File> {
  const blob = await response.blob()
  return new File([blob], nameOf(response.headers.get(nameHeader)), { type: blob.type })
}

function nameOf(header: string | null): string {
  const name = header === null ? '' : decodeURIComponent(header)
  return name === '' ? 'shared.jpg' : name
}
